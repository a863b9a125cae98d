package io.halfdoor.api.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The work of all nodes: this one's part in it. */
public final class Work implements AutoCloseable {

  /** How often a node looks for work by itself; it is woken for its own. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** How often a node says that it is still at it; silent for four times that long, it is dead. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private static final int MISSED = 4;
  private static final int AT_ONCE = 4;
  private static final Duration FAREWELL = Duration.ofSeconds(5);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration LAST_RETRY = Duration.ofMinutes(10);

  private final DataSource database;
  private final InstantSource clock;
  private final List<Task<?>> jobs = new ArrayList<>();
  private final List<RecurringTask<?>> habits = new ArrayList<>();
  private volatile @Nullable Scheduler scheduler;

  public Work(DataSource database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What a job does. */
  public interface Doing {

    /**
     * Does it, to what was asked for.
     *
     * @throws Exception when it is to be tried again later
     */
    void of(String subject) throws Exception;
  }

  /** A sort of work that is done when it is asked for. */
  public Job job(String name, Doing doing) {
    OneTimeTask<Void> task =
        Tasks.oneTime(name)
            .onFailure(this::later)
            .execute(
                (instance, context) -> {
                  try {
                    doing.of(instance.getId());
                  } catch (RuntimeException e) {
                    throw e;
                  } catch (Exception e) {
                    throw new IllegalStateException(name + " of " + instance.getId(), e);
                  }
                });
    jobs.add(task);
    return new Job(this, task, clock);
  }

  /** Work that is done again and again, on one node at a time. */
  public void every(Duration interval, String name, Doing doing) {
    habits.add(
        Tasks.recurring(name, FixedDelay.of(interval))
            .execute(
                (instance, context) -> {
                  try {
                    doing.of(name);
                  } catch (RuntimeException e) {
                    throw e;
                  } catch (Exception e) {
                    throw new IllegalStateException(name, e);
                  }
                }));
  }

  /** Begins to work; no job is named after that. */
  @SuppressWarnings("unchecked")
  public void start() {
    Scheduler started =
        Scheduler.create(database, jobs)
            .startTasks((List) habits)
            .clock(clock::instant)
            .threads(AT_ONCE)
            .pollingInterval(LOOK)
            .pollUsingLockAndFetch(0.5, 1.0)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED)
            .shutdownMaxWait(FAREWELL)
            .build();
    started.start();
    scheduler = started;
  }

  /** Looks for work right now. */
  void lookNow() {
    Scheduler present = scheduler;
    if (present != null) {
      present.triggerCheckForDueExecutions();
    }
  }

  private void later(ExecutionComplete failed, ExecutionOperations<Void> operations) {
    int failures = Math.min(failed.getExecution().consecutiveFailures, 16);
    Duration wait = FIRST_RETRY.multipliedBy(1L << failures);
    operations.reschedule(
        failed, clock.instant().plus(wait.compareTo(LAST_RETRY) < 0 ? wait : LAST_RETRY));
  }

  /** Stops working; what was not finished is begun again, here or elsewhere. */
  @Override
  public void close() {
    Scheduler present = scheduler;
    if (present != null) {
      present.stop();
    }
  }
}
