package io.halfdoor.api.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
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
    int status = attribute instanceof Integer code ? code : response.getStatus();
    HttpField given = response.getHeaders().getField(RequestIds.HEADER);
    String id = given == null ? RequestIds.fresh() : given.getValue();
    ProblemBody body = ProblemBody.of(ProblemMapper.ofStatus(status), id);
    response.setStatus(status);
    SafeHeaders.HEADERS.forEach(response.getHeaders()::put);
    response.getHeaders().put(RequestIds.HEADER, id);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemBody.MEDIA_TYPE);
    ProblemBody told =
        new ProblemBody(
            body.type(), body.title(), status, body.detail(), body.errors(), id, body.members());
    response.write(true, ByteBuffer.wrap(json.writeValueAsBytes(told)), callback);
    return true;
  }
}
