package io.halfdoor.search;

import static io.halfdoor.search.Shelf.EVERYONE;
import static io.halfdoor.search.Shelf.ids;
import static io.halfdoor.search.Shelf.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.halfdoor.search.SearchResult.FacetValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeaningTest {

  private static final String ASKED = "honestly more than we can spend before april";

  @TempDir Path home;

  private final Concepts concepts = new Concepts();
  private SearchIndex index;

  @BeforeEach
  void open() {
    index = SearchIndex.open(home, Shelf.OPTIONS.embedder(concepts));
  }

  @AfterEach
  void close() {
    index.close();
  }

  private void put(Shelf.Draft... drafts) {
    List<Entry> entries = new ArrayList<>();
    for (Shelf.Draft draft : drafts) {
      entries.add(draft.entry());
    }
    index.apply(entries, List.of(), "1");
  }

  private SearchResult search(String text) {
    return index.search(SearchRequest.of(text, EVERYONE));
  }

  @Test
  void whatIsMeantIsFoundThoughItSharesNoWordAndThePageThatMeansItIsShown() {
    put(
        item("roi", "One page")
            .passage(new Passage(List.of(), Place.page(1), "About the company."))
            .passage(new Passage(List.of("Worth"), Place.page(2), "Return on investment."))
            .passage(new Passage(List.of(), Place.page(3), "How to reach us.")),
        item("beach", "Team trip", "Sun, beach and a holiday."));
    SearchResult found = search(ASKED);
    assertThat(ids(found)).containsExactly("roi");
    Hit hit = found.hits().getFirst();
    assertThat(hit.place()).isEqualTo(Place.page(2));
    assertThat(hit.snippet().text()).isEqualTo("Return on investment.");
    assertThat(hit.why().matchedOn()).isEmpty();
    assertThat(hit.why().meaning()).isGreaterThan(0.9);
    assertThat(hit.why().words()).isZero();
    assertThat(found.isByMeaning()).isTrue();
    assertThat(found.total()).isEqualTo(new SearchResult.Total(1, true));
  }

  @Test
  void whatTheCallerMayNotSeeTakesNobodysPlaceHoweverNearItIs() {
    List<Entry> hidden = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      hidden.add(item("hidden" + i, "Budget " + i, "price price price").audience("hr").entry());
    }
    index.apply(hidden, List.of(), "1");
    put(item("seen", "Worth it", "the return, in a sunny and a rainy year"));
    SearchResult found = index.search(SearchRequest.of(ASKED, EVERYONE).facets("kind"));
    assertThat(ids(found)).containsExactly("seen");
    assertThat(found.facets().get("kind")).containsExactly(new FacetValue("deck", 1));
    assertThat(index.all(SearchRequest.of(ASKED, EVERYONE))).containsExactly("seen");
  }

  @Test
  void filtersArePartOfTheSearchAndFacetsCountBesideThem() {
    put(
        item("deck", "Budget talk").label("topic", "money"),
        item("sheet", "Price sheet").label("topic", "lists"));
    SearchRequest request = SearchRequest.of(ASKED, EVERYONE).facets("topic");
    SearchResult found = index.search(request.filters(Map.of("topic", Set.of("lists"))));
    assertThat(ids(found)).containsExactly("sheet");
    assertThat(found.total().count()).isEqualTo(1);
    assertThat(found.facets().get("topic"))
        .containsExactly(new FacetValue("lists", 1), new FacetValue("money", 1));
  }

  @Test
  void anItemIsFoundByItsWordsAtOnceAndByItsMeaningOnceItIsKnown() {
    concepts.missing.add("Depot");
    put(item("depot", "Depot case", "It paid back the investment in a year."), item("x", "Price"));
    assertThat(ids(search("depot"))).containsExactly("depot");
    assertThat(ids(search(ASKED))).containsExactly("x");
    assertThat(search(ASKED).incomplete()).isEqualTo(1);
    assertThat(index.search(SearchRequest.of(ASKED, Set.of("hr"))).incomplete()).isZero();
    assertThat(index.incomplete(10)).containsExactly("depot");
    concepts.missing.clear();
    put(item("depot", "Depot case", "It paid back the investment in a year."));
    assertThat(ids(search(ASKED))).containsExactlyInAnyOrder("depot", "x");
    assertThat(search(ASKED).incomplete()).isZero();
    assertThat(index.incomplete(10)).isEmpty();
  }

  @Test
  void anExactTitleOrIdIsNotBeatenByWhatMeansTheSame() {
    put(
        item("price", "Price budget cost expensive", "spend price budget cost return"),
        item("named", "Spend", "Other things altogether."),
        item("ax", "AX-200 manual", "The unit."));
    assertThat(ids(search("spend"))).first().isEqualTo("named");
    assertThat(ids(search("ax200"))).containsExactly("ax");
    assertThat(search("ax200").isByMeaning()).isFalse();
  }

  @Test
  void whereSomethingMustBeThereOrMustNotMeaningIsNotAsked() {
    put(item("price", "Price list", "The budget."));
    for (String text : List.of("\"spend money\"", "spend -list", "spend kind:deck", "HIPAA", "")) {
      SearchResult found = search(text);
      assertThat(found.isByMeaning()).as(text).isFalse();
    }
    assertThat(ids(search("HIPAA"))).isEmpty();
  }

  @Test
  void pagesFollowOneAnotherWhateverTheirSizeAndGoOnBeyondWhatWasLookedAtClosely() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String text = i % 3 == 0 ? "spend" : i % 3 == 1 ? "budget and return " + i : "price " + i;
      entries.add(item("item" + i, "Report " + i, text).entry());
    }
    index.apply(entries, List.of(), "1");
    List<String> whole = pages(300);
    assertThat(whole).doesNotHaveDuplicates().hasSizeGreaterThan(100);
    assertThat(pages(10)).isEqualTo(whole);
    assertThat(pages(7)).isEqualTo(whole);
  }

  private List<String> pages(int size) {
    List<String> ids = new ArrayList<>();
    String next = null;
    do {
      SearchResult page =
          index.search(SearchRequest.of("spend report", EVERYONE).limit(size).after(next));
      ids.addAll(ids(page));
      next = page.next();
    } while (next != null);
    return ids;
  }

  @Test
  void whereTheModelCannotBeAskedWordsAloneAre() {
    put(item("price", "Price list", "The budget."), item("spend", "Spending", "spend"));
    concepts.isAway = true;
    SearchResult found = search("what we spend");
    assertThat(ids(found)).containsExactly("spend");
    assertThat(found.isByMeaning()).isFalse();
    assertThat(found.hits().getFirst().why().meaning()).isNull();
  }

  @Test
  void whoeverInsistsOnWordsIsAnsweredByThemAlone() {
    put(item("price", "Price list", "The budget."), item("spend", "Spending", "spend"));
    SearchRequest asked = SearchRequest.of("what we spend", EVERYONE).limit(1);
    SearchResult found = index.search(asked.limit(10).meaning(false));
    assertThat(ids(found)).containsExactly("spend");
    assertThat(found.isByMeaning()).isFalse();
    assertThat(found.hits().getFirst().why().meaning()).isNull();
    assertThat(index.all(asked.meaning(false))).containsExactly("spend");
    String next = index.search(asked).next();
    assertThat(next).isNotNull();
    assertThatThrownBy(() -> index.search(asked.meaning(false).after(next)))
        .isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void anIndexOfAnotherModelIsBuiltAgain() {
    put(item("price", "Price list"));
    index.commit();
    index.close();
    index = SearchIndex.open(home, Shelf.OPTIONS.embedder(concepts));
    assertThat(index.position()).contains("1");
    index.close();
    index = SearchIndex.open(home, Shelf.OPTIONS.embedder(new Concepts("others")));
    assertThat(index.position()).isEmpty();
    index.close();
    index = SearchIndex.open(home, Shelf.OPTIONS);
    assertThat(index.position()).isEmpty();
  }

  @Test
  void aPhrasingIsMeantApartFromTheOthers() {
    put(
        item("objection", "Too dear").phrasings("no signal in the basement", "the price"),
        item("offline", "Works offline", "Everything about the holiday, the beach and the sun."));
    assertThat(ids(search("will it work in a tunnel"))).first().isEqualTo("objection");
  }

  @Test
  void theSameTextInTwoFilesIsOneHitThatNamesTheOther() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      text.append("word").append(i * 7919 % 1000).append(' ');
    }
    put(
        item("pptx", "Depot deck", text.toString()),
        item("pdf", "Depot deck as PDF", "Page 1 " + text),
        item("secret", "Depot deck draft", text + "secret").audience("hr"),
        item("other", "Depot door", "Something else altogether, about the depot."));
    SearchResult found = search("depot");
    assertThat(ids(found)).containsExactlyInAnyOrder("pptx", "other");
    assertThat(found.hits())
        .filteredOn(hit -> hit.id().equals("pptx"))
        .singleElement()
        .satisfies(hit -> assertThat(hit.same()).containsExactly("pdf"));
  }

  @Test
  void whatIsFreshUsedAndNewComesFirstOfWhatIsAlikeAndNeverBeforeWhatMatchesBetter() {
    Activity plain = new Activity(Shelf.NOON.minus(Duration.ofDays(400)), Shelf.NOON, 0, true);
    put(
        item("due", "Depot guide", "the depot").activity(plain),
        item("used", "Depot guide", "the depot")
            .activity(
                new Activity(
                    plain.createdAt(),
                    plain.updatedAt(),
                    90,
                    false,
                    Map.of("everyone", 90 * Activity.use(Shelf.NOON)),
                    Duration.ofDays(365))),
        item("fresh", "Depot guide", "the depot")
            .activity(new Activity(plain.createdAt(), Shelf.NOON, 0, false)),
        item("better", "Depot guide for tunnels", "the depot in tunnels").activity(plain));
    assertThat(ids(search("depot guide"))).startsWith("used", "fresh", "due");
    assertThat(ids(search("depot guide tunnels"))).first().isEqualTo("better");
  }

  @Test
  void oneNewItemThatNobodyKnowsHasAPlaceOnTheFirstPage() {
    List<Entry> entries = new ArrayList<>();
    Activity known =
        new Activity(
            Shelf.NOON.minus(Duration.ofDays(400)),
            Shelf.NOON,
            90,
            false,
            Map.of("everyone", 90 * Activity.use(Shelf.NOON)),
            Duration.ZERO);
    for (int i = 0; i < 20; i++) {
      entries.add(item("known" + i, "Depot guide", "depot").activity(known).entry());
    }
    index.apply(entries, List.of(), "1");
    put(item("new", "On the depot", "a longer text of which one word is depot"));
    SearchResult found = search("depot");
    assertThat(found.hits().get(4).id()).isEqualTo("new");
    assertThat(found.hits()).filteredOn(Hit::isNewcomer).extracting(Hit::id).containsExactly("new");
    SearchResult first = index.search(SearchRequest.of("depot", EVERYONE).limit(3));
    SearchResult second =
        index.search(SearchRequest.of("depot", EVERYONE).limit(7).after(first.next()));
    List<String> both = new ArrayList<>(ids(first));
    both.addAll(ids(second));
    assertThat(both).isEqualTo(ids(found));
  }
}
