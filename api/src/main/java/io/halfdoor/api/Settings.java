package io.halfdoor.api;

import io.dropwizard.configuration.ConfigurationSourceProvider;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens the configuration: the file that is named, or the one shipped with the server. */
final class Settings implements ConfigurationSourceProvider {

  /** Stands for the configuration that is shipped. */
  static final String SHIPPED = "classpath:config.yml";

  @Override
  public InputStream open(String path) throws IOException {
    if (!path.equals(SHIPPED)) {
      return Files.newInputStream(Path.of(path));
    }
    InputStream shipped = Settings.class.getClassLoader().getResourceAsStream("config.yml");
    if (shipped == null) {
      throw new FileNotFoundException("config.yml is not on the class path");
    }
    return shipped;
  }
}
