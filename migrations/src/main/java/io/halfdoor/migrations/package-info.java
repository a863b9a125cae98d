/**
 * The change sets of the database and what runs them.
 *
 * <p>A change set is one file in {@code io/halfdoor/migrations/changes}, named by its number and
 * what it does ({@code 0002-change.sql}), in Liquibase's formatted SQL, with the file's name as its
 * id. They run in the order of their names, forward only, each in a transaction of its own. One
 * that has been released is never edited: what it did wrong, the next one puts right.
 *
 * <p>Each change set has a fixture among the tests of {@code api} ({@code resources/migrations},
 * same name): data put in before it runs, and what must hold once all have run.
 */
@NullMarked
package io.halfdoor.migrations;

import org.jspecify.annotations.NullMarked;
