package io.halfdoor.api.collateral;

import static io.halfdoor.api.collateral.LinkProbe.Outcome.ALIVE;
import static io.halfdoor.api.collateral.LinkProbe.Outcome.DEAD;
import static io.halfdoor.api.collateral.LinkProbe.Outcome.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.halfdoor.api.collateral.LinkProbe.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links asked of a real server, which answers with the status that their path names. */
class LinkProbeTest {

  private final LinkProbe probe = new LinkProbe(any -> true, Duration.ofSeconds(10));
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void whatTheServerSaysThereIsNothingOfIsDead() throws Exception {
    assertThat(ask("/404")).isEqualTo(DEAD);
    assertThat(ask("/410")).isEqualTo(DEAD);
  }

  @Test
  void whatAnswersIsAliveAndIsNotRead() throws Exception {
    assertThat(ask("/200")).isEqualTo(ALIVE);
    assertThat(ask("/204")).isEqualTo(ALIVE);
    assertThat(asked).containsExactly("HEAD /200", "HEAD /204");
  }

  @Test
  void aRedirectIsAliveAndIsNotFollowed() throws Exception {
    assertThat(ask("/302")).isEqualTo(ALIVE);
    assertThat(asked).containsExactly("HEAD /302");
  }

  @Test
  void whatFailsOrRefusesSaysNothingOfTheLink() throws Exception {
    for (String status : List.of("/401", "/403", "/405", "/429", "/500", "/503")) {
      assertThat(ask(status)).as(status).isEqualTo(UNKNOWN);
    }
  }

  @Test
  void whatDoesNotAnswerInTimeSaysNothingOfTheLink() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String link = "http://127.0.0.1:" + silent.getLocalPort() + "/";
      LinkProbe impatient = new LinkProbe(any -> true, Duration.ofMillis(200));
      assertThat(impatient.ask(List.of(link))).isEqualTo(Map.of(link, UNKNOWN));
    }
  }

  @Test
  void nobodyThereSaysNothingOfTheLink() throws Exception {
    server.stop(0);
    assertThat(ask("/200")).isEqualTo(UNKNOWN);
  }

  @Test
  void aNameThatStandsForNothingIsDead() throws Exception {
    String link = "https://nothing.invalid/";
    assertThat(new LinkProbe().ask(List.of(link))).isEqualTo(Map.of(link, DEAD));
  }

  @Test
  void whatIsNotPublicIsNotCalled() throws Exception {
    String link = link("/200");
    assertThat(new LinkProbe().ask(List.of(link, "not a link")))
        .isEqualTo(Map.of(link, UNKNOWN, "not a link", UNKNOWN));
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://93.184.215.14/",
        "https://93.184.215.14:443/a?b",
        "HTTP://1.1.1.1:80",
        "http://172.32.0.1/",
        "http://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
        "http://[2001:4860:4860::8888]/",
        "http://[::ffff:93.184.215.14]/"
      })
  void whatIsOutInTheOpenMayBeCalled(String link) {
    assertThat(LinkProbe.isPublic(URI.create(link))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/", // this host
        "http://127.0.0.1/",
        "http://127.8.8.8/",
        "http://2130706433/",
        "http://0.0.0.0/",
        "http://0.1.2.3/",
        "http://[::1]/",
        "http://[::]/",
        "http://10.0.0.1/", // this host's network
        "http://172.16.0.1/",
        "http://172.31.255.255/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://169.254.0.1/",
        "http://[fe80::1]/",
        "http://[fec0::1]/",
        "http://[fd12:3456::1]/",
        "http://169.254.169.254/", // what a cloud tells its hosts of themselves
        "http://100.100.100.200/",
        "http://192.0.0.192/",
        "http://[fd00:ec2::254]/",
        "http://224.0.0.1/", // nobody's
        "http://[ff02::1]/",
        "http://198.18.0.1/",
        "http://240.0.0.1/",
        "http://255.255.255.255/",
        "http://[::ffff:127.0.0.1]/", // an IPv4 address in one of IPv6
        "http://[::ffff:169.254.169.254]/",
        "http://[::ffff:a00:1]/",
        "http://[::127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[64:ff9b::10.0.0.1]/",
        "http://[64:ff9b:1::a00:1]/",
        "http://[2002:7f00:1::1]/",
        "http://[2001:0:7f00:1::1]/",
        "http://93.184.215.14:22/", // not the web
        "http://93.184.215.14:8080/",
        "https://93.184.215.14:8443/",
        "ftp://93.184.215.14/",
        "file:///etc/passwd",
        "http:nothing",
        "http:///nowhere"
      })
  void whatIsInsideIsNotPublic(String link) {
    assertThat(LinkProbe.isPublic(URI.create(link))).isFalse();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(exchange.getRequestMethod() + " " + path);
    exchange.getResponseHeaders().add("Location", "/404");
    exchange.sendResponseHeaders(Integer.parseInt(path.substring(1)), -1);
    exchange.close();
  }

  private Outcome ask(String path) throws InterruptedException {
    return probe.ask(List.of(link(path))).get(link(path));
  }

  private String link(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }
}
