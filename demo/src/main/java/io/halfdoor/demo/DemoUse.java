package io.halfdoor.demo;

/**
 * How often one person brought an item before buyers.
 *
 * @param person the e-mail address of one of {@link DemoContent#people()}
 * @param how sent, copied or presented
 * @param times at least 1
 */
public record DemoUse(String person, String how, int times) {}
