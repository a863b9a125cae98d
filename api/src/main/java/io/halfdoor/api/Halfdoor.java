package io.halfdoor.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.auth.AuthValueFactoryProvider;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.configuration.YamlConfigurationFactory;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.halfdoor.api.access.Access;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.activity.Activities;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.collateral.Collaterals;
import io.halfdoor.api.command.Console;
import io.halfdoor.api.data.Database;
import io.halfdoor.api.data.DatabaseAway;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.deal.Deals;
import io.halfdoor.api.file.ContentSweep;
import io.halfdoor.api.file.StoredFiles;
import io.halfdoor.api.finding.Findings;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.problem.ProblemType;
import io.halfdoor.api.review.Reviews;
import io.halfdoor.api.text.Texts;
import io.halfdoor.api.use.Uses;
import io.halfdoor.api.web.BodyLimit;
import io.halfdoor.api.web.ContainerProblems;
import io.halfdoor.api.web.ETags;
import io.halfdoor.api.web.Json;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.web.NextLink;
import io.halfdoor.api.web.ProblemMapper;
import io.halfdoor.api.web.RateLimits;
import io.halfdoor.api.web.RequestIds;
import io.halfdoor.api.web.SafeHeaders;
import io.halfdoor.api.web.UnknownParameters;
import io.halfdoor.api.web.WordParameters;
import io.halfdoor.api.work.Work;
import io.halfdoor.api.write.Writes;
import io.halfdoor.extract.Extractor;
import io.halfdoor.extract.Limits;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.server.handler.CrossOriginHandler;
import org.glassfish.jersey.server.ServerProperties;
import org.jspecify.annotations.Nullable;

/** The server: what there is, in the order in which it stands on each other. */
public final class Halfdoor extends Application<HalfdoorConfiguration> {

  /** How often what nobody refers to is swept away. */
  private static final Duration SWEEP = Duration.ofHours(6);

  private static final String UNIQUE_VIOLATION = "23505";
  private static final String DISK_FULL = "53100";

  /** A byte sequence that is no text, and an escape in JSON that is none. */
  private static final Set<String> NOT_TEXT = Set.of("22021", "22P05");

  private final InstantSource clock;

  public Halfdoor() {
    this(InstantSource.system());
  }

  Halfdoor(InstantSource clock) {
    this.clock = clock;
  }

  public static void main(String[] args) throws Exception {
    new Halfdoor().run(args.length == 1 ? new String[] {args[0], Settings.SHIPPED} : args);
  }

  @Override
  public String getName() {
    return "halfdoor";
  }

  @Override
  public void initialize(Bootstrap<HalfdoorConfiguration> bootstrap) {
    bootstrap.setObjectMapper(Json.mapper());
    bootstrap.setConfigurationSourceProvider(
        new SubstitutingSourceProvider(new Settings(), new EnvironmentVariableSubstitutor(false)));
    bootstrap.setConfigurationFactoryFactory(
        (type, validator, json, prefix) ->
            new YamlConfigurationFactory<>(type, validator, Jackson.newObjectMapper(), prefix));
  }

  @Override
  public void run(HalfdoorConfiguration configuration, Environment environment) throws IOException {
    manners(configuration, environment);

    Database database = Database.open(configuration.home(), configuration.database());
    environment.lifecycle().manage(new AutoCloseableManager(database));
    Changes changes = Changes.open(database, clock);
    environment.lifecycle().manage(new AutoCloseableManager(changes));

    SecureRandom random = new SecureRandom();
    Ids ids = new Ids(clock, random);
    ObjectMapper json = environment.getObjectMapper();
    MergePatch patches = new MergePatch(json, environment.getValidator());
    Writes writes = new Writes(database.transactions(), changes, clock, json);

    Access access = new Access(database.jdbi(), writes, ids, clock, random, patches);
    access.firstAdmin(configuration.adminToken()).ifPresent(Console::firstAdminToken);
    environment.jersey().register(access.auth());
    environment.jersey().register(new AuthValueFactoryProvider.Binder<>(Caller.class));
    access.resources().forEach(environment.jersey()::register);

    Items items = new Items();
    Labels labels = new Labels(database.jdbi(), writes);
    Reviews reviews = new Reviews(database.jdbi(), writes, ids, items);
    Activities activities = new Activities(database.jdbi(), items);
    Findings findings = new Findings(database.jdbi(), database.transactions(), ids, clock, items);
    Links links = new Links(database.jdbi(), writes, items);
    Uses uses = new Uses(database.jdbi(), writes, ids, new Deals(ids), items);
    Work work = new Work(database.dataSource(), clock);
    StoredFiles files = new StoredFiles(configuration.home(), database.jdbi());
    Extractor extractor = extractor(configuration);
    environment.lifecycle().manage(new AutoCloseableManager(extractor));
    Texts texts = new Texts(database.jdbi(), writes, files, extractor, work);
    Collaterals collaterals =
        new Collaterals(
            database.jdbi(),
            writes,
            changes,
            ids,
            clock,
            patches,
            new JsonBodies(json, environment.getValidator()),
            texts,
            files,
            configuration.maxFile().toBytes(),
            labels,
            links,
            uses,
            reviews);
    items.add(collaterals.kind());
    texts.whenRead(collaterals::textRead);
    ContentSweep sweep = new ContentSweep(database.transactions(), List.of(collaterals.contents()));
    work.every(SWEEP, "sweep files", name -> files.sweep(sweep, clock.instant()));
    work.every(SWEEP, "sweep texts", name -> texts.sweep(sweep));
    environment.lifecycle().manage(new AutoCloseableManager(work));
    work.start();
    collaterals.resources().forEach(environment.jersey()::register);
    environment.jersey().register(labels.resource());
    environment.jersey().register(reviews.resource());
    environment.jersey().register(activities.resource());
    environment.jersey().register(findings.resource());
  }

  private static Extractor extractor(HalfdoorConfiguration configuration) throws IOException {
    Limits limits = Limits.defaults();
    return new Extractor(
        Extractor.Options.defaults()
            .withHeapMegabytes((int) configuration.extractionHeap().toMebibytes())
            .withScratch(configuration.home().resolve("cache").resolve("extract"))
            .withLimits(
                new Limits(
                    limits.time(),
                    Math.max(limits.fileBytes(), configuration.maxFile().toBytes()),
                    limits.characters(),
                    limits.depth(),
                    limits.archiveEntries(),
                    limits.archiveBytes(),
                    limits.archiveRatio())));
  }

  /** What every answer of this server has in common. */
  private static void manners(HalfdoorConfiguration configuration, Environment environment) {
    var jersey = environment.jersey();
    jersey.property(ServerProperties.WADL_FEATURE_DISABLE, true);
    jersey.register(new ProblemMapper(Halfdoor::problem));
    jersey.register(new RateLimits(configuration.requestsPerMinute()));
    jersey.register(new UnknownParameters());
    jersey.register(new WordParameters());
    jersey.register(new BodyLimit(configuration.maxBody().toBytes()));
    jersey.register(new ETags());
    jersey.register(new NextLink());

    ContainerProblems problems = new ContainerProblems(environment.getObjectMapper());
    environment.getApplicationContext().setErrorHandler(problems);
    environment.lifecycle().addServerLifecycleListener(server -> server.setErrorHandler(problems));
    EnumSet<DispatcherType> all = EnumSet.allOf(DispatcherType.class);
    var servlets = environment.servlets();
    servlets
        .addFilter("safe-headers", new SafeHeaders())
        .addMappingForUrlPatterns(all, false, "/*");
    servlets.addFilter("request-ids", new RequestIds()).addMappingForUrlPatterns(all, false, "/*");
    servlets.addServlet("contract", Docs.contract()).addMapping("/openapi.yaml");
    servlets.addServlet("docs", Docs.viewer()).addMapping("/docs/*");
    if (!configuration.corsOrigins().isEmpty()) {
      environment.getApplicationContext().insertHandler(frontEnds(configuration));
    }
  }

  private static CrossOriginHandler frontEnds(HalfdoorConfiguration configuration) {
    CrossOriginHandler handler = new CrossOriginHandler();
    handler.setAllowedOriginPatterns(
        Set.copyOf(
            configuration.corsOrigins().stream().map(java.util.regex.Pattern::quote).toList()));
    handler.setAllowedMethods(Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
    handler.setAllowedHeaders(
        Set.of(
            "Authorization",
            "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "Range",
            "X-Request-Id",
            "traceparent"));
    handler.setExposedHeaders(
        Set.of(
            "ETag",
            "Link",
            "Location",
            "Halfdoor-Position",
            "Idempotency-Replayed",
            "RateLimit",
            "RateLimit-Policy",
            "Retry-After",
            "X-Request-Id",
            "Content-Disposition"));
    handler.setAllowCredentials(false);
    handler.setPreflightMaxAge(Duration.ofHours(1));
    return handler;
  }

  /** Failures of what this stands on, as problems. */
  private static @Nullable Problem problem(Throwable thrown) {
    if (DatabaseAway.in(thrown).isPresent()) {
      return new Problem(
          ProblemType.UNAVAILABLE, "The database does not answer; try again in a moment.");
    }
    if (thrown instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
      return Problem.conflict(
          "Something else has taken this name, address or external id already.");
    }
    if (thrown instanceof SQLException sql
        && NOT_TEXT.contains(String.valueOf(sql.getSQLState()))) {
      return Problem.unreadable("A text holds a character that is none, such as NUL.");
    }
    if (thrown instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState())) {
      return new Problem(ProblemType.STORAGE_FULL, "The disk is full; nothing was written.");
    }
    return null;
  }
}
