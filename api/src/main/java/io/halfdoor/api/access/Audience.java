package io.halfdoor.api.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Who may see a published item: {@code everyone}, {@code marketing}, {@code team:NAME} or {@code
 * person:ID}. Its owner and admins always may.
 */
public record Audience(@JsonValue String value) {

  public static final Audience EVERYONE = new Audience("everyone");
  public static final Audience MARKETING = new Audience("marketing");

  /**
   * No audience to choose, but the term that admins have, so that nothing is out of their sight.
   */
  public static final Audience ADMIN = new Audience("admin");

  private static final String TEAM = "team:";
  private static final String PERSON = "person:";
  private static final Pattern TEAM_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  /**
   * Reads an audience as callers write it.
   *
   * @throws Problem when it is none
   */
  @JsonCreator
  public static Audience read(String text) {
    if (text.equals(EVERYONE.value) || text.equals(MARKETING.value)) {
      return new Audience(text);
    }
    if (text.startsWith(TEAM) && TEAM_NAME.matcher(text.substring(TEAM.length())).matches()) {
      return new Audience(text);
    }
    if (text.startsWith(PERSON) && Person.IDS.parse(text.substring(PERSON.length())).isPresent()) {
      return new Audience(text);
    }
    throw Problem.invalid(
        Fault.at("/audience", "Must be everyone, marketing, team:NAME or person:ID."));
  }

  public static Audience team(String name) {
    return new Audience(TEAM + name);
  }

  public static Audience person(UUID id) {
    return new Audience(PERSON + Person.IDS.text(id));
  }

  /** The terms of those who may see an item of this audience while it is published. */
  public Set<String> published(UUID owner) {
    return with(owner, value);
  }

  /**
   * The terms of those who may see it while it is a draft or archived: marketing works on what is
   * meant for everyone or for itself; what is for one team or person stays with its owner.
   */
  public Set<String> unpublished(UUID owner) {
    boolean shared = value.equals(EVERYONE.value) || value.equals(MARKETING.value);
    return with(owner, shared ? MARKETING.value : ADMIN.value);
  }

  private static Set<String> with(UUID owner, String term) {
    Set<String> terms = new TreeSet<>(Set.of(ADMIN.value, person(owner).value));
    terms.add(term);
    return terms;
  }
}
