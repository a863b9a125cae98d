package io.halfdoor.api.merge;

import java.util.List;

/** A template and data that make no mail. Nothing was rendered; the findings name every reason. */
public final class Unmergeable extends RuntimeException {

  private final List<Finding> findings;

  Unmergeable(List<Finding> findings) {
    super(findings.size() + " things keep this from being a mail", null, false, false);
    this.findings = List.copyOf(findings);
  }

  public List<Finding> findings() {
    return findings;
  }
}
