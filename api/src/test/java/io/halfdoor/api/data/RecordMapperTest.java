package io.halfdoor.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RecordMapperTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  /** A name, and where. */
  public record Named(String firstName, @Nested Where where) {}

  /** Where. */
  public record Where(int shelf, @Nullable String room) {}

  /** The same record in several statements. */
  interface Store {

    @SqlQuery("SELECT 'Ann' AS first_name, 3 AS shelf, 'attic' AS room")
    Named inOrder();

    @SqlQuery("SELECT 4 AS shelf, 'cellar' AS room, 'Bob' AS first_name")
    Named inAnother();

    @SqlQuery("SELECT 5 AS shelf, 'Cid' AS first_name")
    Named withoutRoom();

    @SqlQuery("SELECT 'Dan' AS first_name, 'hall' AS room")
    Named withoutShelf();

    default String both() {
      return inOrder().firstName() + inAnother().firstName();
    }
  }

  private final Store store = database.jdbi().onDemand(Store.class);

  @Test
  void aRecordIsReadByTheNamesOfColumnsWhateverTheirOrderAndNumber() {
    for (int again = 0; again < 2; again++) {
      assertThat(store.inOrder()).isEqualTo(new Named("Ann", new Where(3, "attic")));
      assertThat(store.inAnother()).isEqualTo(new Named("Bob", new Where(4, "cellar")));
      assertThat(store.withoutRoom()).isEqualTo(new Named("Cid", new Where(5, null)));
      assertThatThrownBy(store::withoutShelf).hasMessageContaining("shelf");
    }
  }

  @Test
  void aStoreIsItselfAndItsMethodsMayCallEachOther() {
    database
        .jdbi()
        .useHandle(
            handle -> {
              Store attached = handle.attach(Store.class);
              assertThat(attached.both()).isEqualTo("AnnBob");
              assertThat(attached).isEqualTo(attached).isNotEqualTo(handle.attach(Store.class));
              assertThat(attached).hasSameHashCodeAs(attached).hasToString("Store");
            });
  }
}
