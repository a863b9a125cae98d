package io.halfdoor.api.work;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/** A sort of work that is done when it is asked for, once for each thing it is done to. */
public final class Job {

  private final Work work;
  private final OneTimeTask<Void> task;
  private final InstantSource clock;

  Job(Work work, OneTimeTask<Void> task, InstantSource clock) {
    this.work = work;
    this.task = task;
    this.clock = clock;
  }

  /**
   * Asks for the work, in the transaction that makes it necessary; nothing where it is asked for
   * already.
   *
   * @param subject what it is done to, at most once at a time
   */
  public void ask(Handle transaction, String subject) {
    SchedulerClient client =
        SchedulerClient.Builder.create(new SameConnection(transaction.getConnection()), task)
            .build();
    client.scheduleIfNotExists(task.instance(subject), clock.instant());
    transaction.afterCommit(work::lookNow);
  }
}
