package io.halfdoor.api.data;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A migrated, empty database for one test class, gone after it.
 *
 * <pre>{@code
 * @RegisterExtension static final TestDatabase database = new TestDatabase();
 * }</pre>
 *
 * <p>It is a copy of a template that is migrated once a test JVM, on one PostgreSQL a test JVM: the
 * embedded one (without fsync, for speed), or the one that {@code HALFDOOR_TEST_DATABASE_URL},
 * {@code _USER} and {@code _PASSWORD} name, whose user must be allowed to create databases.
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final String name =
      "halfdoor_test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
  private boolean created;
  private @Nullable Database database;

  /** How the server under test reaches it; usable before the tests of the class begin. */
  public synchronized DatabaseConfig config() {
    if (!created) {
      TestServer.get().createFromTemplate(name);
      created = true;
    }
    return TestServer.get().config(name);
  }

  /** The open database, with a home of its own. */
  public synchronized Database database() {
    if (database == null) {
      database = Database.open(home(), config());
    }
    return database;
  }

  public Jdbi jdbi() {
    return database().jdbi();
  }

  /** Another database of the same PostgreSQL, to do things to this one from. */
  public Jdbi elsewhere() {
    return TestServer.get().jdbi();
  }

  public Transactions transactions() {
    return database().transactions();
  }

  /** A folder for this test class alone. */
  public Path home() {
    return TestServer.scratch(name);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    config();
  }

  @Override
  public synchronized void afterAll(ExtensionContext context) {
    if (database != null) {
      database.close();
      database = null;
    }
    if (created) {
      TestServer.get().drop(name);
      created = false;
    }
    TestServer.deleteScratch(name);
  }
}
