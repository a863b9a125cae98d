package io.halfdoor.api.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.EntityTag;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files from the class path, each named here: nothing else can be asked for.
 *
 * <p>They are read once, since there are few and they never change while the server runs.
 */
public final class StaticFiles extends HttpServlet {

  private final Map<String, StaticFile> files;
  private final String contentSecurityPolicy;

  /** The files by the path they are served at, below that of the servlet. */
  public StaticFiles(Map<String, StaticFile> files, String contentSecurityPolicy) {
    this.files = Map.copyOf(files);
    this.contentSecurityPolicy = contentSecurityPolicy;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo() == null ? request.getServletPath() : request.getPathInfo();
    if (request.getPathInfo() == null && files.containsKey("/")) {
      response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY); // its links are relative
      response.setHeader("Location", path + "/");
      return;
    }
    StaticFile file = files.get(path);
    if (file == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setHeader("Content-Security-Policy", contentSecurityPolicy);
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("ETag", '"' + file.tag() + '"');
    String known = request.getHeader("If-None-Match");
    if (known != null && ETags.names(known, new EntityTag(file.tag()), true)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    response.setContentType(file.mediaType());
    response.setContentLength(file.bytes().length);
    response.getOutputStream().write(file.bytes());
  }

  @Override
  protected void doTrace(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED); // the usual one echoes secrets
  }

  /** A file as it is served. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record StaticFile(byte[] bytes, String mediaType, String tag) {

    /** The file that stands at this place of the class path. */
    public static StaticFile onClassPath(String place, String mediaType) {
      try (@Nullable InputStream in =
          StaticFiles.class.getClassLoader().getResourceAsStream(place)) {
        if (in == null) {
          throw new IllegalStateException("not on the class path: " + place);
        }
        byte[] bytes = in.readAllBytes();
        return new StaticFile(
            bytes, mediaType, Digests.hex(Digests.sha256().digest(bytes)).substring(0, 16));
      } catch (IOException e) {
        throw new IllegalStateException("cannot be read: " + place, e);
      }
    }
  }
}
