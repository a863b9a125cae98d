package io.halfdoor.api.objection;

import io.halfdoor.api.access.Caller;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.importing.Shelf;
import io.halfdoor.api.importing.TextShelf;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.write.Write;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How battle cards become objections with their answers, by themselves or many at once. */
record CardShelf(JsonBodies bodies, Ids ids, Labels labels, Categories categories, Links links)
    implements TextShelf {

  @Override
  public String kind() {
    return Objection.KIND;
  }

  @Override
  public boolean isPublishedByImport() {
    return false;
  }

  @Override
  public Told read(String text) {
    return new Told(bodies.valid(CardReader.read(text)));
  }

  /** What a card says. */
  final class Told implements Text {

    private final BattleCard card;

    private Told(BattleCard card) {
      this.card = card;
    }

    @Override
    public String externalId() {
      return card.externalId();
    }

    @Override
    public Set<String> needs() {
      return Set.of();
    }

    @Override
    public Arrival ready(Caller caller, @Nullable Boolean publish) {
      return write -> {
        CardArrival.Arrived arrived = put(write, caller);
        return new Shelf.Result(arrived.outcome(), arrived.shown().objection().id());
      };
    }

    /** Puts the card in, and tells what became of it. */
    CardArrival.Arrived put(Write write, Caller caller) {
      return new CardArrival(write, caller, ids, labels, categories, links, card).put();
    }
  }
}
