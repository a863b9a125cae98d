package io.halfdoor.api.health;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import com.codahale.metrics.health.HealthCheck;
import io.halfdoor.api.health.Check.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at everything that this node needs, and says whether it is ready to serve. */
public final class Health implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Health.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Anybody may ask, as often as they like, and the database is asked once a second. */
  private static final Duration REMEMBERED = Duration.ofSeconds(1);

  private final List<Check> checks = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean stopping;
  private @Nullable Report last;
  private long lookedAt;

  /** Adds a thing to look at: before the server begins to answer. */
  public void add(Check check) {
    checks.add(check);
  }

  /** From now on this node is not ready: it finishes what it has begun. */
  public void stopping() {
    stopping = true;
  }

  /** How everything is; a second old at most. */
  public Report report() {
    lock.lock();
    try {
      if (last == null || System.nanoTime() - lookedAt > REMEMBERED.toNanos()) {
        Report report = look();
        if (last == null ? report.state() != State.WELL : report.state() != last.state()) {
          LOG.warn("Health is {}: {}", report.state(), report.words());
        }
        last = report;
        lookedAt = System.nanoTime();
      }
      return stopping ? last.with("server", Check.Result.failing("It is being stopped.")) : last;
    } finally {
      lock.unlock();
    }
  }

  /** The same for the admin port. */
  public HealthCheck asHealthCheck() {
    return new HealthCheck() {
      @Override
      protected Result check() {
        Report report = report();
        return report.state() == State.FAILING
            ? Result.unhealthy(report.words())
            : Result.healthy(report.words());
      }
    };
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private Report look() {
    List<Future<Check.Result>> looking = new ArrayList<>();
    for (Check check : checks) {
      looking.add(threads.submit(() -> check.look().get()));
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<Report.Line> lines = new ArrayList<>();
    for (int i = 0; i < checks.size(); i++) {
      Check.Result result = awaited(looking.get(i), deadline - System.nanoTime());
      lines.add(new Report.Line(checks.get(i).name(), result.state(), result.detail()));
    }
    return new Report(lines);
  }

  private static Check.Result awaited(Future<Check.Result> looking, long nanos) {
    try {
      return looking.get(Math.max(0, nanos), NANOSECONDS);
    } catch (TimeoutException e) {
      looking.cancel(true);
      return Check.Result.failing("It does not answer within " + PATIENCE.toSeconds() + " s.");
    } catch (ExecutionException e) {
      LOG.warn("A check of health failed", e.getCause());
      return Check.Result.failing("It cannot be looked at; the server's log says why.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Check.Result.failing("It was not looked at.");
    }
  }
}
