package io.halfdoor.api.finder;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.search.SearchRequest;
import io.halfdoor.search.SearchRequest.Sort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody searches for: the parameters of a search by their names, whether they came in the
 * address or as JSON.
 *
 * @param q anything at all; blank for everything
 * @param kind any of these
 * @param state any of these
 * @param label {@code key:value}; of each key any of its values
 * @param field {@code name:value}, as hits show them; of each name any of its values
 * @param facets names of labels and fields to count the values of
 * @param after the position that the index is to have reached
 * @param meaning false for words alone
 * @param explain whether to tell the scores of hits
 */
record Question(
    @Nullable String q,
    @Nullable List<String> kind,
    @Nullable List<String> state,
    @Nullable List<String> label,
    @Nullable List<String> field,
    @Nullable List<String> facets,
    @Nullable Sort sort,
    @Nullable Integer limit,
    @Nullable String cursor,
    @Nullable String after,
    @Nullable Boolean typos,
    @Nullable Boolean meaning,
    @Nullable Boolean explain) {

  private static final int MAX_LIMIT = 100;
  private static final int USUAL_LIMIT = 10;
  private static final int MAX_VALUES = 100;
  private static final int MAX_LENGTH = 200;

  /** How a fault says where a value stands. */
  interface Place {

    /** In the query of the address. */
    Place PARAMETER = (name, index, detail) -> Fault.in(name, detail);

    /** In a JSON body. */
    Place MEMBER =
        (name, index, detail) -> Fault.at("/" + name + (index < 0 ? "" : "/" + index), detail);

    /** Of the value at an index, below 0 where there is one value alone. */
    Fault fault(String name, int index, String detail);
  }

  /**
   * The same question as the index takes it.
   *
   * @param longest how many characters {@code q} may have
   * @throws Problem too large, or invalid with all faults
   */
  SearchRequest request(Caller caller, Items items, int longest, Place place) {
    String words = q == null ? "" : q;
    QueryText.requireAtMost("q", words, longest);
    List<Fault> faults = new ArrayList<>();
    int hits = limit == null ? USUAL_LIMIT : limit;
    if (hits < 0 || hits > MAX_LIMIT) {
      faults.add(place.fault("limit", -1, "Must be between 0 and " + MAX_LIMIT + "."));
    }
    Map<String, Set<String>> filters = filters(items, place, faults);
    List<String> names = checked("facets", facets, place, faults);
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    return new SearchRequest(
        QueryText.storable(words),
        caller.terms(),
        filters,
        names.stream().distinct().toList(),
        sort == null ? Sort.RELEVANCE : sort,
        hits,
        cursor,
        typos == null || typos,
        meaning == null || meaning);
  }

  /** Whether scores are to be told. */
  boolean isExplained() {
    return explain != null && explain;
  }

  private Map<String, Set<String>> filters(Items items, Place place, List<Fault> faults) {
    Map<String, Set<String>> filters = kinds(kind, items, place, faults);
    checked("state", state, place, faults).forEach(value -> want(filters, "state", value));
    wantPairs(filters, "label", label, place, faults);
    wantPairs(filters, "field", field, place, faults);
    return filters;
  }

  /**
   * The filters of a question that asks for kinds alone.
   *
   * @throws Problem invalid, with all faults
   */
  static Map<String, Set<String>> ofKinds(@Nullable List<String> kind, Items items, Place place) {
    List<Fault> faults = new ArrayList<>();
    Map<String, Set<String>> filters = kinds(kind, items, place, faults);
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults);
    }
    return filters;
  }

  private static Map<String, Set<String>> kinds(
      @Nullable List<String> kind, Items items, Place place, List<Fault> faults) {
    Map<String, Set<String>> filters = new LinkedHashMap<>();
    List<String> kinds = checked("kind", kind, place, faults);
    for (int i = 0; i < kinds.size(); i++) {
      if (items.kind(kinds.get(i)).isEmpty()) {
        String known = items.kinds().stream().map(ItemKind::name).collect(Collectors.joining(", "));
        faults.add(place.fault("kind", i, "Must be one of " + known + "."));
      }
      want(filters, "kind", kinds.get(i));
    }
    return filters;
  }

  private static void wantPairs(
      Map<String, Set<String>> filters,
      String parameter,
      @Nullable List<String> pairs,
      Place place,
      List<Fault> faults) {
    List<String> given = checked(parameter, pairs, place, faults);
    for (int i = 0; i < given.size(); i++) {
      int colon = given.get(i).indexOf(':');
      if (colon < 1) {
        faults.add(place.fault(parameter, i, "Must be a name and a value, as in industry:retail."));
      } else {
        want(filters, given.get(i).substring(0, colon), given.get(i).substring(colon + 1));
      }
    }
  }

  private static void want(Map<String, Set<String>> filters, String name, String value) {
    filters.computeIfAbsent(name, none -> new LinkedHashSet<>()).add(value);
  }

  /** The values given, none where the parameter is absent; faults where they are too many. */
  private static List<String> checked(
      String parameter, @Nullable List<String> given, Place place, List<Fault> faults) {
    if (given == null) {
      return List.of();
    }
    if (given.size() > MAX_VALUES) {
      faults.add(place.fault(parameter, -1, "Has more than " + MAX_VALUES + " values."));
      return List.of();
    }
    List<String> values = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      @Nullable String value = given.get(i);
      if (value == null || value.isEmpty() || value.length() > MAX_LENGTH) {
        faults.add(place.fault(parameter, i, "Must have 1 to " + MAX_LENGTH + " characters."));
      } else {
        values.add(QueryText.storable(value));
      }
    }
    return values;
  }
}
