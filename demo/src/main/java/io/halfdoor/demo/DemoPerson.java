package io.halfdoor.demo;

/**
 * Somebody who works at the sample company.
 *
 * @param role rep, marketer, leader or admin
 * @param side sales, marketing or other
 */
public record DemoPerson(String name, String email, String role, String side, String team) {}
