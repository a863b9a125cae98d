package io.halfdoor.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DemoContentTest {
  private static final DemoContent CONTENT = DemoContent.load();

  private static final Set<String> KINDS =
      Set.of(
          "deck", "onePager", "caseStudy", "whitePaper", "battleCard", "video", "sheet", "other");

  @Test
  void itemsHaveIdsAndTitlesOfTheirOwn() {
    assertThat(CONTENT.items()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(CONTENT.items()).extracting(DemoItem::externalId).doesNotHaveDuplicates();
    assertThat(CONTENT.items()).extracting(DemoItem::title).doesNotHaveDuplicates();
    assertThat(CONTENT.items()).extracting(DemoItem::summary).doesNotHaveDuplicates();
  }

  @Test
  void everySourceIsListedOnce() throws IOException, URISyntaxException {
    URI folder = Objects.requireNonNull(DemoContent.class.getResource("items"), "items").toURI();
    List<String> listed = Resources.lines("items.txt");
    assertThat(listed).doesNotHaveDuplicates();
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".md", "")))
          .containsExactlyInAnyOrderElementsOf(listed);
    }
  }

  @Test
  void everyCardAndTemplateIsListedAndHasAnIdOfItsOwn() throws IOException, URISyntaxException {
    assertThat(CONTENT.objections()).hasSize(25);
    assertThat(CONTENT.templates()).hasSize(14);
    for (String folder : List.of("objections", "templates")) {
      URI there = Objects.requireNonNull(DemoContent.class.getResource(folder), folder).toURI();
      try (Stream<Path> files = Files.list(Path.of(there))) {
        assertThat(files.map(file -> file.getFileName().toString().replace(".md", "")))
            .containsExactlyInAnyOrderElementsOf(Resources.lines(folder + ".txt"));
      }
    }
    assertThat(
            Stream.concat(CONTENT.objections().stream(), CONTENT.templates().stream())
                .map(file -> file.lines().filter(line -> line.startsWith("externalId: ")).toList()))
        .allMatch(ids -> ids.size() == 1)
        .doesNotHaveDuplicates();
  }

  @Test
  void whatRepsHearIsOfTheirDealsAndRisesWhereItShould() {
    Set<String> reps =
        CONTENT.people().stream()
            .filter(person -> person.role().equals("rep"))
            .map(DemoPerson::email)
            .collect(Collectors.toSet());
    Set<String> deals = CONTENT.deals().stream().map(DemoDeal::crmId).collect(Collectors.toSet());
    List<String> stages = Objects.requireNonNull(CONTENT.vocabulary().get("stage"));
    assertThat(deals).hasSize(CONTENT.deals().size());
    assertThat(CONTENT.deals()).allMatch(deal -> stages.contains(deal.stage()));
    assertThat(CONTENT.deals())
        .allMatch(deal -> deal.state().equals("open") == deal.reason().isEmpty());
    assertThat(CONTENT.hearings()).hasSize(140);
    for (DemoHearing hearing : CONTENT.hearings()) {
      assertThat(hearing.person()).isIn(reps);
      assertThat(hearing.quote()).isNotBlank();
      assertThat(hearing.daysAgo()).isBetween(0, 89);
      if (!hearing.deal().isEmpty()) {
        assertThat(hearing.deal()).isIn(deals);
        assertThat(hearing.stage()).isIn(stages);
      }
      assertThat(hearing.outcome()).isIn("", "answered", "unresolved", "lost");
    }
    assertThat(CONTENT.hearings().stream().map(DemoHearing::daysAgo).toList())
        .isSortedAccordingTo((one, other) -> Integer.compare(other, one));
  }

  @Test
  void whatIsAskedForFitsTheRestOfTheContentAndHasComeToEveryState() {
    Set<String> addresses =
        CONTENT.people().stream().map(DemoPerson::email).collect(Collectors.toSet());
    Set<String> deals = CONTENT.deals().stream().map(DemoDeal::crmId).collect(Collectors.toSet());
    Set<String> items =
        Stream.of(
                CONTENT.items().stream().map(DemoItem::externalId),
                ids(CONTENT.templates()),
                ids(CONTENT.objections()))
            .flatMap(ids -> ids)
            .collect(Collectors.toSet());
    assertThat(CONTENT.requests()).hasSize(30);
    assertThat(CONTENT.requests()).extracting(DemoRequest::externalId).doesNotHaveDuplicates();
    assertThat(CONTENT.requests())
        .extracting(DemoRequest::state)
        .contains("submitted", "accepted", "inProgress", "waiting", "delivered")
        .contains("closed", "declined", "merged", "withdrawn");
    for (DemoRequest request : CONTENT.requests()) {
      assertThat(request.person()).isIn(addresses);
      request
          .ask()
          .labels()
          .forEach((key, values) -> assertThat(CONTENT.vocabulary().get(key)).containsAll(values));
      assertThat(items).containsAll(request.ask().objections());
      request
          .deliverables()
          .forEach(deliverable -> assertThat(items).contains(deliverable.externalId()));
      assertThat(request.deliverables().isEmpty())
          .as(request.externalId())
          .isEqualTo(!Set.of("delivered", "closed").contains(request.state()));
      if (!request.ask().deal().isEmpty()) {
        assertThat(request.ask().deal()).isIn(deals);
      }
      for (DemoRequest.Supporter supporter : request.supporters()) {
        assertThat(supporter.person()).isIn(addresses).isNotEqualTo(request.person());
        assertThat(supporter.deal().isEmpty() || deals.contains(supporter.deal())).isTrue();
      }
      request.comments().forEach(comment -> assertThat(comment.person()).isIn(addresses));
    }
  }

  private static Stream<String> ids(List<String> files) {
    return files.stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("externalId: "))
        .map(line -> line.substring("externalId: ".length()));
  }

  @Test
  void everyItemFitsTheRestOfTheContent() {
    Set<String> addresses =
        CONTENT.people().stream().map(DemoPerson::email).collect(Collectors.toSet());
    Set<String> audiences =
        CONTENT.people().stream()
            .map(person -> "team:" + person.team())
            .collect(Collectors.toCollection(TreeSet::new));
    audiences.add("everyone");
    audiences.add("marketing");
    for (DemoItem item : CONTENT.items()) {
      DemoItem.Standing standing = item.standing();
      assertThat(item.kind()).as(item.title()).isIn(KINDS);
      assertThat(standing.owner()).as(item.title()).isIn(addresses);
      assertThat(standing.audience()).as(item.title()).isIn(audiences);
      assertThat(standing.state()).as(item.title()).isIn("draft", "published", "archived");
      assertThat(standing.reviewedDaysAgo()).as(item.title()).isPositive();
      assertThat(item.labels()).as(item.title()).containsKey("language");
      item.labels()
          .forEach((key, values) -> assertThat(CONTENT.vocabulary().get(key)).containsAll(values));
      for (DemoUse use : item.uses()) {
        assertThat(use.person()).as(item.title()).isIn(addresses);
        assertThat(use.how()).as(item.title()).isIn("sent", "copied", "presented");
        assertThat(use.times()).as(item.title()).isPositive();
      }
    }
  }

  @Test
  void whatIsNotForBuyersWasNeverSentToOneSinceItIsNotPublished() {
    for (DemoItem item : CONTENT.items()) {
      DemoItem.Standing standing = item.standing();
      if (standing.state().equals("draft")) {
        assertThat(standing.mayBeSent()).as(item.title()).isFalse();
        assertThat(item.uses()).as(item.title()).isEmpty();
      }
      if (standing.state().equals("published") && !standing.mayBeSent()) {
        assertThat(item.uses()).extracting(DemoUse::how).as(item.title()).doesNotContain("sent");
      }
    }
  }

  @Test
  void peopleAreReadWhole() {
    assertThat(CONTENT.people())
        .contains(
            new DemoPerson(
                "Amélie Roux", "amelie.roux@wrenfield.example", "rep", "sales", "mid-market"))
        .extracting(DemoPerson::email)
        .doesNotHaveDuplicates();
    assertThat(CONTENT.people())
        .extracting(DemoPerson::role)
        .contains("rep", "marketer", "leader", "admin");
    assertThat(CONTENT.people())
        .filteredOn(person -> person.side().equals("sales"))
        .extracting(DemoPerson::team)
        .containsOnly("enterprise", "mid-market");
  }

  @Test
  void thereIsSomethingOfEverySort() {
    assertThat(CONTENT.items()).extracting(DemoItem::kind).containsAll(KINDS);
    assertThat(CONTENT.items().stream().map(item -> item.standing().state()))
        .contains("draft", "published", "archived");
    assertThat(CONTENT.items().stream().map(item -> item.standing().audience()))
        .contains("everyone", "marketing", "team:enterprise");
    assertThat(CONTENT.items().stream().flatMap(item -> item.labels().get("language").stream()))
        .contains("en", "de", "fr", "ja");
    CONTENT
        .vocabulary()
        .forEach(
            (key, values) ->
                assertThat(
                        CONTENT.items().stream()
                            .flatMap(item -> item.labels().getOrDefault(key, List.of()).stream()))
                    .as(key)
                    .containsAll(values));
    assertThat(CONTENT.items())
        .filteredOn(item -> item.standing().reviewedDaysAgo() > 365)
        .hasSizeBetween(4, 10);
    assertThat(CONTENT.items().stream().map(DemoItem::body))
        .hasAtLeastOneElementOfType(DemoBody.Text.class)
        .hasAtLeastOneElementOfType(DemoBody.Link.class);
  }
}
