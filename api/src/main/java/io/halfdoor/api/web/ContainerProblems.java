package io.halfdoor.api.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Tells what Jetty refuses before Jersey sees it in the shape that every other problem has. */
public final class ContainerProblems implements Request.Handler {

  private final ObjectMapper json;

  public ContainerProblems(ObjectMapper json) {
    this.json = json;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback)
      throws JsonProcessingException {
    Object attribute = request.getAttribute(ErrorHandler.ERROR_STATUS);
    int asked = attribute instanceof Integer code ? code : response.getStatus();
    int status = asked == 505 ? 400 : asked; // a caller's fault that would count as one of ours
    String id = RequestIds.of(request);
    HttpFields.Mutable headers = response.getHeaders();
    response.setStatus(status);
    SafeHeaders.HEADERS.forEach(headers::put);
    headers.put(RequestIds.HEADER, id);
    headers.put(HttpHeader.CONTENT_TYPE, ProblemBody.MEDIA_TYPE);
    if (status == 400) {
      headers.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString()); // Jetty closes it
    }
    if (status == 405 && !headers.contains(HttpHeader.ALLOW)) {
      headers.put(HttpHeader.ALLOW, "GET, HEAD, OPTIONS"); // all that our servlets offer
    }
    byte[] body =
        json.writeValueAsBytes(ProblemBody.of(ProblemMapper.ofStatus(status), id).as(status));
    headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    boolean asksForHead = "HEAD".equals(request.getMethod());
    response.write(true, asksForHead ? null : ByteBuffer.wrap(body), callback);
    return true;
  }
}
