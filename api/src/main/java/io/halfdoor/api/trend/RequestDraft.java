package io.halfdoor.api.trend;

import java.util.List;
import java.util.Map;

/** A content request that could be made of a gap. */
public record RequestDraft(
    String title,
    String details,
    String kind,
    Map<String, List<String>> labels,
    List<String> objections,
    List<String> deals) {}
