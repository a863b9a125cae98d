package io.halfdoor.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.auth.AuthValueFactoryProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.configuration.YamlConfigurationFactory;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.lifecycle.ServerLifecycleListener;
import io.halfdoor.api.access.Access;
import io.halfdoor.api.access.Caller;
import io.halfdoor.api.activity.Activities;
import io.halfdoor.api.change.Changes;
import io.halfdoor.api.collateral.Collaterals;
import io.halfdoor.api.command.CheckCommand;
import io.halfdoor.api.command.Commands;
import io.halfdoor.api.command.Console;
import io.halfdoor.api.command.ServerStart;
import io.halfdoor.api.data.Database;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.deal.Deals;
import io.halfdoor.api.feed.Feed;
import io.halfdoor.api.file.ContentSweep;
import io.halfdoor.api.file.StoredFiles;
import io.halfdoor.api.finder.Finder;
import io.halfdoor.api.finding.Findings;
import io.halfdoor.api.importing.Imports;
import io.halfdoor.api.item.ItemKind;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.learning.Learning;
import io.halfdoor.api.link.Links;
import io.halfdoor.api.meaning.Meanings;
import io.halfdoor.api.notice.Notices;
import io.halfdoor.api.objection.Objections;
import io.halfdoor.api.request.Draft;
import io.halfdoor.api.request.Requests;
import io.halfdoor.api.review.Reviews;
import io.halfdoor.api.synonym.SynonymLists;
import io.halfdoor.api.template.Templates;
import io.halfdoor.api.text.Texts;
import io.halfdoor.api.trend.RequestDraft;
import io.halfdoor.api.trend.Trends;
import io.halfdoor.api.use.Uses;
import io.halfdoor.api.use.Views;
import io.halfdoor.api.web.Json;
import io.halfdoor.api.web.JsonBodies;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.work.Work;
import io.halfdoor.api.write.Writes;
import io.halfdoor.extract.Extractor;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.text.StringSubstitutor;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The server: what there is, in the order in which it stands on each other. */
public final class Halfdoor extends Application<HalfdoorConfiguration> {

  /** How often what nobody refers to is swept away. */
  private static final Duration SWEEP = Duration.ofHours(6);

  private final InstantSource clock;
  private final Function<Jdbi, List<ItemKind>> moreKinds;
  private final Map<String, String> variables;

  public Halfdoor() {
    this(InstantSource.system(), none -> List.of(), Map.of());
  }

  /**
   * A server of its own.
   *
   * @param moreKinds kinds of items besides those of the features
   * @param variables what to take in place of environment variables, by their names
   */
  Halfdoor(
      InstantSource clock,
      Function<Jdbi, List<ItemKind>> moreKinds,
      Map<String, String> variables) {
    this.clock = clock;
    this.moreKinds = moreKinds;
    this.variables = variables;
  }

  public static void main(String[] args) {
    InstantSource clock = InstantSource.system();
    ServerStart server =
        (config, variables) ->
            Serving.start(new Halfdoor(clock, none -> List.of(), variables), config);
    int status =
        new Commands(server, clock)
            .with(CheckCommand.of(config -> Serving.setup(new Halfdoor(), config)))
            .run(args);
    if (status != 0) {
      System.exit(status); // whatever of a server has started ends too
    }
  }

  @Override
  public String getName() {
    return "halfdoor";
  }

  @Override
  public void initialize(Bootstrap<HalfdoorConfiguration> bootstrap) {
    bootstrap.setObjectMapper(Json.mapper());
    bootstrap.setConfigurationSourceProvider(
        new SubstitutingSourceProvider(new Settings(), new StringSubstitutor(this::variable)));
    bootstrap.setConfigurationFactoryFactory(
        (type, validator, json, prefix) ->
            new YamlConfigurationFactory<>(type, validator, Jackson.newObjectMapper(), prefix));
  }

  @Override
  public void run(HalfdoorConfiguration configuration, Environment environment) throws IOException {
    Opened opened = new Opened();
    environment.lifecycle().addEventListener(opened);
    opened.by(() -> open(configuration, environment, opened));
  }

  private void open(HalfdoorConfiguration configuration, Environment environment, Opened opened)
      throws IOException {
    Manners.install(configuration, environment);
    Operations operations = new Operations(environment);
    opened.add(operations.health());

    Database database = opened.add(Database.open(configuration.home(), configuration.database()));
    Changes changes = opened.add(Changes.open(database, clock));
    operations.watch(configuration.home(), database, changes, environment);

    SecureRandom random = new SecureRandom();
    Ids ids = new Ids(clock, random);
    ObjectMapper json = environment.getObjectMapper();
    MergePatch patches = new MergePatch(json, environment.getValidator());
    Writes writes = new Writes(database.transactions(), changes, clock, json);

    Access access = new Access(database.jdbi(), writes, changes, ids, clock, random, patches);
    access.firstAdmin(configuration.adminToken()).ifPresent(Console::firstAdminToken);
    environment.jersey().register(access.auth());
    environment.jersey().register(new AuthValueFactoryProvider.Binder<>(Caller.class));
    access.resources().forEach(environment.jersey()::register);

    Items items = new Items();
    access.ids().forEach(items::addIds);
    Labels labels = new Labels(database.jdbi(), writes);
    Notices notices = new Notices(database.jdbi(), writes, ids, items);
    notices.ids().forEach(items::addIds);
    Reviews reviews = new Reviews(database.jdbi(), writes, ids, items, notices);
    Activities activities = new Activities(database.jdbi(), items);
    Findings findings = new Findings(database.jdbi(), database.transactions(), ids, clock, items);
    Links links = new Links(database.jdbi(), writes, items, reviews);
    JsonBodies bodies = new JsonBodies(json, environment.getValidator());
    Deals deals = new Deals(database.jdbi(), writes, changes, ids, labels, bodies, patches);
    deals.ids().forEach(items::addIds);
    Uses uses = new Uses(database.jdbi(), writes, ids, deals, items, clock);
    deals.whenMerged(uses::dealMoved);
    Views views = new Views(database.jdbi(), items, clock);
    Work work = new Work(database.dataSource(), clock);
    StoredFiles files = new StoredFiles(configuration.home(), database.jdbi());
    Extractor extractor = opened.add(new Extractor(configuration.extraction()));
    Texts texts = new Texts(database.jdbi(), writes, files, extractor, work);
    Collaterals collaterals =
        new Collaterals(
            database.jdbi(),
            writes,
            changes,
            ids,
            clock,
            patches,
            bodies,
            texts,
            files,
            configuration.maxFile().toBytes(),
            labels,
            links,
            uses,
            views,
            reviews,
            activities);
    items.add(collaterals.kind());
    Templates templates =
        new Templates(
            database.jdbi(),
            writes,
            changes,
            ids,
            clock,
            patches,
            bodies,
            items,
            labels,
            links,
            uses,
            views,
            reviews,
            activities);
    items.add(templates.kind());
    templates.checkDaily(work, findings);
    collaterals.checkDaily(work, findings, configuration.checkLinks());
    texts.whenRead(collaterals::textRead);
    Objections objections =
        new Objections(
            database.jdbi(),
            writes,
            changes,
            ids,
            clock,
            patches,
            bodies,
            labels,
            links,
            uses,
            reviews,
            activities,
            deals,
            items);
    objections.checkDaily(work, findings);
    objections.ids().forEach(items::addIds);
    objections.kinds().forEach(items::add);
    deals.whenMerged(objections::dealMoved);
    Requests requests =
        new Requests(
            configuration.requests(),
            database.jdbi(),
            writes,
            changes,
            ids,
            clock,
            patches,
            bodies,
            access,
            labels,
            deals,
            activities,
            notices,
            uses,
            files,
            configuration.maxFile().toBytes(),
            items);
    items.add(requests.kind());
    deals.whenMerged(requests::dealMoved);
    objections.whenMerged(requests::objectionMoved);
    requests.resources().forEach(environment.jersey()::register);
    Imports imports =
        new Imports(
            database,
            writes,
            ids,
            clock,
            json,
            access,
            items,
            files,
            new Imports.Limits(
                configuration.maxImport().toBytes(), configuration.maxFile().toBytes()),
            work,
            List.of(
                collaterals.shelf(),
                deals.shelf(),
                templates.shelf(),
                objections.shelf(),
                requests.shelf()));
    imports.ids().forEach(items::addIds);
    environment.jersey().register(imports.resource());
    ContentSweep sweep =
        new ContentSweep(
            database.transactions(),
            List.of(collaterals.contents(), imports.contents(), requests.contents()));
    work.every(SWEEP, "sweep files", name -> files.sweep(sweep, clock.instant()));
    work.every(SWEEP, "sweep texts", name -> texts.sweep(sweep));
    environment.jersey().register(deals.resource());
    environment.jersey().register(uses.resource());
    environment.jersey().register(labels.resource());
    environment.jersey().register(reviews.resource());
    environment.jersey().register(notices.resource());
    environment.jersey().register(activities.resource());
    environment.jersey().register(findings.resource());

    new Trends(
            database.jdbi(),
            links,
            deals,
            items,
            labels,
            (caller, request, draft) -> requests.file(caller, request, draftOf(draft)),
            clock,
            configuration.figuresMinimum())
        .resources()
        .forEach(environment.jersey()::register);

    moreKinds.apply(database.jdbi()).forEach(items::add);
    Feed feed = new Feed(changes, items, clock);
    environment.jersey().register(feed.resource());
    environment.lifecycle().addEventListener(onStopping(feed::stop));
    @Nullable Meanings meanings = null;
    if (configuration.search().meaning()) {
      Path unpacked = configuration.home().resolve("cache").resolve("meaning");
      meanings = new Meanings(database, work, unpacked, clock);
      operations.watch(meanings);
      environment.lifecycle().addServerLifecycleListener(onStarted(meanings::begin));
    }
    Finder finder =
        opened.add(
            Finder.open(
                configuration.home().resolve("index"),
                configuration.search(),
                database,
                changes,
                items,
                writes,
                ids,
                meanings,
                clock));
    finder.ids().forEach(items::addIds);
    finder.resources().forEach(environment.jersey()::register);
    collaterals.resources(finder).forEach(environment.jersey()::register);
    templates.resources(finder).forEach(environment.jersey()::register);
    objections.resources(finder).forEach(environment.jersey()::register);
    objections.hearings(finder).forEach(environment.jersey()::register);
    requests
        .searching(finder, links, database.transactions())
        .forEach(environment.jersey()::register);
    requests.checkDaily(work, findings, finder);
    Learning learning =
        new Learning(
            database.jdbi(),
            database.transactions(),
            writes,
            ids,
            clock,
            access,
            finder,
            items,
            configuration.requests().rank().amounts());
    learning.ids().forEach(items::addIds);
    learning.resources().forEach(environment.jersey()::register);
    SynonymLists synonyms = new SynonymLists(database.jdbi(), writes, finder, clock);
    synonyms.follow();
    synonyms.resources().forEach(environment.jersey()::register);
    operations.watch(finder);

    opened.add(work);
    opened.add(imports); // stops before the work does
    if (meanings != null) {
      opened.add(meanings); // and so does this
    }
    work.start();
  }

  /** What one feature drafts, as another files it: neither knows the other. */
  private static Draft draftOf(RequestDraft draft) {
    return new Draft(
        draft.title(),
        draft.details(),
        draft.kind(),
        draft.labels(),
        draft.objections(),
        draft.deals());
  }

  private @Nullable String variable(String name) {
    String given = variables.get(name);
    return given == null ? System.getenv(name) : given;
  }

  /** Runs once requests are answered. */
  private static ServerLifecycleListener onStarted(Runnable work) {
    return server -> work.run();
  }

  /** Runs as the server begins to stop, while requests are still being answered. */
  private static LifeCycle.Listener onStopping(Runnable work) {
    return new LifeCycle.Listener() {
      @Override
      public void lifeCycleStopping(LifeCycle server) {
        work.run();
      }
    };
  }
}
