package io.halfdoor.search;

/** Which version of which item the index holds. */
public record EntryVersion(String id, String kind, long version) {}
