package io.halfdoor.api;

import io.halfdoor.api.web.StaticFiles;
import io.halfdoor.api.web.StaticFiles.StaticFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The contract as it stands, and a viewer of it that is shipped with the server. */
final class Docs {

  /** The viewer styles its parts inline and draws icons from data; it runs our scripts alone. */
  private static final String VIEWER_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String OURS = "io/halfdoor/api/docs/";
  private static final String VIEWER = "META-INF/resources/webjars/swagger-ui/" + version() + "/";

  private Docs() {}

  static StaticFiles contract() {
    return new StaticFiles(
        Map.of("/openapi.yaml", StaticFile.onClassPath("openapi.yaml", "application/yaml")),
        "default-src 'none'; frame-ancestors 'none'");
  }

  static StaticFiles viewer() {
    return new StaticFiles(
        Map.of(
            "/", StaticFile.onClassPath(OURS + "index.html", "text/html; charset=utf-8"),
            "/start.js", StaticFile.onClassPath(OURS + "start.js", "text/javascript"),
            "/swagger-ui.css", StaticFile.onClassPath(VIEWER + "swagger-ui.css", "text/css"),
            "/swagger-ui-bundle.js",
                StaticFile.onClassPath(VIEWER + "swagger-ui-bundle.js", "text/javascript")),
        VIEWER_POLICY);
  }

  private static String version() {
    Properties properties = new Properties();
    try (@Nullable InputStream in =
        Docs.class
            .getClassLoader()
            .getResourceAsStream("META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      if (in == null) {
        throw new IllegalStateException("the viewer of the contract is not on the class path");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new IllegalStateException("the viewer of the contract cannot be read", e);
    }
    return properties.getProperty("version");
  }
}
