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
import io.halfdoor.api.command.Console;
import io.halfdoor.api.data.Database;
import io.halfdoor.api.data.Ids;
import io.halfdoor.api.finding.Findings;
import io.halfdoor.api.item.Items;
import io.halfdoor.api.label.Labels;
import io.halfdoor.api.review.Reviews;
import io.halfdoor.api.web.Json;
import io.halfdoor.api.web.MergePatch;
import io.halfdoor.api.write.Writes;
import java.security.SecureRandom;
import java.time.InstantSource;

/** The server: what there is, in the order in which it stands on each other. */
public final class Halfdoor extends Application<HalfdoorConfiguration> {

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
  public void run(HalfdoorConfiguration configuration, Environment environment) {
    Manners.install(configuration, environment);
    Operations operations = new Operations(environment);

    Database database = Database.open(configuration.home(), configuration.database());
    environment.lifecycle().manage(new AutoCloseableManager(database));
    Changes changes = Changes.open(database, clock);
    environment.lifecycle().manage(new AutoCloseableManager(changes));
    operations.watch(configuration.home(), database, changes, environment);

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
    environment.jersey().register(labels.resource());
    environment.jersey().register(reviews.resource());
    environment.jersey().register(activities.resource());
    environment.jersey().register(findings.resource());
  }
}
