package io.habeas.subject.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.habeas.clock.BusinessClock;
import io.habeas.problem.Missing;
import io.habeas.subject.SubjectFailure;
import io.habeas.subject.account.AccountReading;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes imports. Lines are read on a worker thread a batch ahead of the batch that is encrypted,
 * and that one is a batch ahead of the one that is written: the sender is held back by the
 * database, and memory holds a few batches whatever the file's size. Batches commit in the order of
 * their lines.
 */
@Singleton
class Imports {

  private static final int BATCHES_AHEAD = 1;

  private final ImportStore store;
  private final BatchApplying applying;
  private final AccountReading reading;
  private final ObjectMapper json;
  private final Pool pool;
  private final BusinessClock clock;

  Imports(
      ImportStore store,
      BatchApplying applying,
      AccountReading reading,
      ObjectMapper json,
      Pool pool,
      BusinessClock clock) {
    this.store = store;
    this.applying = applying;
    this.reading = reading;
    this.json = json;
    this.pool = pool;
    this.clock = clock;
  }

  /** The import of this id. */
  Uni<ImportJob> require(UUID id) {
    return store.find(pool, id).map(found -> found.orElseThrow(Missing::new));
  }

  /** The errors behind this line, at most so many. */
  Uni<List<LineError>> errors(UUID id, long after, int most) {
    return require(id).chain(() -> store.errors(pool, id, after, most));
  }

  /**
   * Applies content and completes the import at its end. An import that is completed stays so,
   * whatever is sent.
   *
   * @param fromLine the number of the content's first line
   */
  Uni<ImportJob> take(
      UUID id, String contentType, long fromLine, InputStream content, String actor) {
    return require(id)
        .chain(
            job -> {
              if (!job.format().isOf(contentType)) {
                throw new SubjectFailure.ImportFormat();
              }
              if (job.state() == ImportJob.State.COMPLETED) {
                return Uni.createFrom().item(job);
              }
              if (fromLine > job.nextLine()) {
                throw new SubjectFailure.ImportGap(job.nextLine());
              }
              return apply(job, new Lines(content, fromLine), actor);
            });
  }

  private Uni<ImportJob> apply(ImportJob job, Lines lines, String actor) {
    Batches batches = batches(job, lines);
    AtomicLong written = new AtomicLong(job.nextLine());
    return Multi.createFrom()
        .<Batch>iterable(() -> batches)
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .emitOn(Infrastructure.getDefaultWorkerPool(), BATCHES_AHEAD)
        .onItem()
        .transformToUniAndConcatenate(batch -> applying.prepare(batch, written.get(), actor))
        .emitOn(Infrastructure.getDefaultWorkerPool(), BATCHES_AHEAD)
        .onItem()
        .transformToUniAndConcatenate(
            ready ->
                applying
                    .apply(job.id(), ready, actor)
                    .replaceWith(ready.batch().nextLine())
                    .invoke(written::set))
        .collect()
        .last()
        .invoke(
            () -> {
              if (lines.brokeOff()) {
                throw new SubjectFailure.ImportInterrupted();
              }
            })
        .chain(reached -> complete(job, reached));
  }

  private Uni<ImportJob> complete(ImportJob job, @Nullable Long reached) {
    long nextLine = reached == null ? job.nextLine() : reached;
    return store
        .complete(pool, job.id(), nextLine, clock.now())
        .invoke(
            done -> {
              if (!done) {
                throw new SubjectFailure.ImportBusy();
              }
            })
        .chain(() -> require(job.id()));
  }

  private Batches batches(ImportJob job, Lines lines) {
    LineParser parser =
        switch (job.format()) {
          case NDJSON -> new JsonLineParser(json);
          case CSV -> job.columns() == null ? null : new CsvLineParser(job.columns());
        };
    return new Batches(lines, job.nextLine(), reading, parser, CsvLineParser::new);
  }
}
