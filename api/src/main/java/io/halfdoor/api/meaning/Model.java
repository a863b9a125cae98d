package io.halfdoor.api.meaning;

import io.halfdoor.search.Embedder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The model of this node, which is loaded once it is needed and takes its time to. */
final class Model implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Model.class);

  private final Supplier<? extends Embedder> opening;
  private volatile @Nullable Embedder loaded;
  private volatile @Nullable String failure;
  private boolean isClosed;

  Model(Supplier<? extends Embedder> opening) {
    this.opening = opening;
  }

  /**
   * The model if it is there; loads nothing.
   *
   * @throws IllegalStateException when it is not
   */
  Embedder present() {
    Embedder present = loaded;
    if (present == null) {
      throw new IllegalStateException("the model is not loaded");
    }
    return present;
  }

  /**
   * The model, loaded now if it is not there. Where it failed to load before, it is tried again.
   *
   * @throws RuntimeException when it cannot be loaded
   */
  synchronized Embedder load() {
    Embedder present = loaded;
    if (present != null) {
      return present;
    }
    if (isClosed) {
      throw new IllegalStateException("the model is closed");
    }
    try {
      present = opening.get();
    } catch (RuntimeException e) {
      if (failure == null) {
        LOG.error("The model does not load; searches go by words alone", e);
      }
      failure = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw e;
    }
    loaded = present;
    failure = null;
    LOG.info("The model {} is loaded", present.model());
    return present;
  }

  MeaningStatus.State state() {
    return loaded != null
        ? MeaningStatus.State.READY
        : failure == null ? MeaningStatus.State.LOADING : MeaningStatus.State.FAILED;
  }

  /** Why it could not be loaded; null unless it failed. */
  @Nullable String failure() {
    return failure;
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    if (loaded instanceof OnnxEmbedder open) {
      open.close();
    }
    loaded = null;
  }
}
