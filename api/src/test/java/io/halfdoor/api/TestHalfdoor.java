package io.halfdoor.api;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import io.dropwizard.testing.DropwizardTestSupport.ServiceListener;
import io.halfdoor.api.data.DatabaseConfig;
import io.halfdoor.api.data.TestDatabase;
import io.halfdoor.api.item.ItemKind;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.glassfish.jersey.server.model.ResourceModel;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The real server on a free port, over a database of its own, for one test class.
 *
 * <pre>{@code
 * @RegisterExtension static final TestHalfdoor halfdoor = new TestHalfdoor();
 *
 * halfdoor.as("rep").get("/me")
 * }</pre>
 *
 * <p>Whoever a test speaks as is made at the first mention: {@code rep}, {@code rep2}, {@code
 * marketer@retail} are people of that role, the latter of that team.
 */
public final class TestHalfdoor implements BeforeAllCallback, AfterAllCallback {

  static final String ADMIN_TOKEN = "the-admin-token-of-tests";

  private final TestDatabase database = new TestDatabase();
  private final TestClock clock = new TestClock();
  private final Map<String, String> tokens = new ConcurrentHashMap<>();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private Function<Jdbi, List<ItemKind>> kinds = none -> List.of();
  private DropwizardTestSupport<HalfdoorConfiguration> server;
  private volatile ResourceModel routes;

  /** The same server with another setting: to be said before the tests begin. */
  public TestHalfdoor with(String setting, String value) {
    settings.put(setting, value);
    return this;
  }

  /** The same server with other kinds of items besides: to be said before the tests begin. */
  public TestHalfdoor withKinds(Function<Jdbi, List<ItemKind>> more) {
    kinds = more;
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    database.beforeAll(context);
    start();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    stop();
    database.afterAll(context);
  }

  public void start() throws Exception {
    DatabaseConfig config = database.config();
    Map<String, String> all = new LinkedHashMap<>();
    all.put("home", database.home().resolve("server").toString());
    all.put("database.url", config.url());
    all.put("database.user", config.user());
    all.put("database.password", config.password());
    all.put("adminToken", ADMIN_TOKEN);
    all.put("server.applicationConnectors[0].port", "0");
    all.put("server.applicationConnectors[0].bindHost", "127.0.0.1");
    all.put("server.adminConnectors[0].port", "0");
    all.put("search.meaning", "false"); // which loads a model, for those that are about it
    all.putAll(settings);
    server =
        new DropwizardTestSupport<>(Halfdoor.class, Settings.SHIPPED, overrides(all)) {
          @Override
          public Halfdoor newApplication() {
            return new Halfdoor(clock, kinds, Map.of());
          }
        };
    server.addListener(
        new ServiceListener<>() {
          @Override
          public void onRun(
              HalfdoorConfiguration configuration,
              Environment environment,
              DropwizardTestSupport<HalfdoorConfiguration> support) {
            environment.jersey().register(new Routes());
          }
        });
    server.before();
  }

  private static ConfigOverride[] overrides(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(setting -> ConfigOverride.config(setting.getKey(), setting.getValue()))
        .toArray(ConfigOverride[]::new);
  }

  public void stop() {
    server.after();
  }

  /** The clock that the server goes by. */
  public TestClock clock() {
    return clock;
  }

  public TestDatabase database() {
    return database;
  }

  /** Has work that is done again and again done now, and returns when it is. */
  public void doNow(String habit) {
    await().until(() -> isMadeDue(habit));
    await().atMost(Duration.ofSeconds(60)).until(() -> isDone(habit));
  }

  private boolean isMadeDue(String habit) {
    return database
            .jdbi()
            .withHandle(
                handle ->
                    handle.execute(
                        "UPDATE scheduled_tasks SET execution_time = ?"
                            + " WHERE task_name = ? AND NOT picked",
                        clock.instant(),
                        habit))
        == 1;
  }

  private boolean isDone(String habit) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT NOT picked AND execution_time > :now"
                            + " FROM scheduled_tasks WHERE task_name = :habit")
                    .bind("now", clock.instant())
                    .bind("habit", habit)
                    .mapTo(Boolean.class)
                    .one());
  }

  /** What Jersey made of the resources that are registered. */
  ResourceModel routes() {
    return routes;
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  public URI adminAddress() {
    return URI.create("http://127.0.0.1:" + server.getAdminPort());
  }

  /** Nobody: no token is sent. */
  public TestClient anonymous() {
    return withToken("");
  }

  public TestClient admin() {
    return withToken(ADMIN_TOKEN);
  }

  public TestClient withToken(String token) {
    return new TestClient(http, address(), token);
  }

  /** The role, then anything that tells people apart, then {@code @} and a team. */
  public TestClient as(String who) {
    return who.equals("admin") ? admin() : withToken(tokens.computeIfAbsent(who, this::arrive));
  }

  private final class Routes implements ApplicationEventListener {

    @Override
    public void onEvent(ApplicationEvent event) {
      if (event.getType() == ApplicationEvent.Type.INITIALIZATION_FINISHED) {
        routes = event.getResourceModel();
      }
    }

    @Override
    public RequestEventListener onRequest(RequestEvent event) {
      return null;
    }
  }

  private String arrive(String who) {
    String role = who.replaceAll("[^a-z].*", "");
    int at = who.indexOf('@');
    Map<String, Object> person =
        new java.util.HashMap<>(
            Map.of(
                "name",
                who,
                "email",
                who.replace('@', '.') + "@example.com",
                "role",
                role,
                "side",
                role.equals("marketer") ? "marketing" : role.equals("rep") ? "sales" : "other"));
    if (at > 0) {
      person.put("team", who.substring(at + 1));
    }
    JsonNode made = admin().post("/people", person).expect(201).json();
    Map<String, Object> token =
        Map.of("name", "test", "scope", "write", "personId", made.get("id").asText());
    JsonNode answer = admin().post("/tokens", token).expect(201).json();
    return answer.get("secret").asText();
  }
}
