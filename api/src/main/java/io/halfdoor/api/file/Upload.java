package io.halfdoor.api.file;

import io.halfdoor.api.problem.Fault;
import io.halfdoor.api.problem.Problem;
import io.halfdoor.api.web.FileNames;
import io.halfdoor.api.web.Multipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** A file and what is said of it, as they come in one body; let go of when it is closed. */
public final class Upload implements AutoCloseable {

  private static final String METADATA = "metadata";
  private static final String FILE = "file";
  private static final int MAX_METADATA = 1 << 20;

  private final StoredFiles files;
  private final long most;
  private final ByteArrayOutputStream metadata = new Bounded();
  private boolean isDescribed;
  private @Nullable Incoming file;
  private String fileName = "";

  private Upload(StoredFiles files, long most) {
    this.files = files;
    this.most = most;
  }

  /**
   * Reads a body to its end; the file is on the disk then.
   *
   * @param most bytes that the file may have
   * @throws Problem when it is not a body of a file and, where need be, what is said of it, or is
   *     too large
   */
  public static Upload read(
      InputStream body, @Nullable String contentType, StoredFiles files, long most)
      throws IOException {
    Upload upload = new Upload(files, most);
    try {
      Multipart.read(body, contentType, upload::part);
      upload.file();
      return upload;
    } catch (IOException | RuntimeException e) {
      upload.close();
      throw e;
    }
  }

  private OutputStream part(Multipart.Part part) {
    if (part.name().equals(METADATA) && !isDescribed) {
      isDescribed = true;
      return metadata;
    }
    if (part.name().equals(FILE) && file == null) {
      Incoming begun = files.receive(most);
      file = begun;
      fileName = FileNames.clean(part.fileName() == null ? "" : part.fileName());
      return begun;
    }
    throw Problem.invalid(
        Fault.at("/" + part.name(), "There is one part metadata and one part file."));
  }

  /** Whether something is said of it. */
  public boolean isDescribed() {
    return isDescribed;
  }

  /**
   * What is said of it.
   *
   * @throws Problem when nothing is
   */
  public byte[] metadata() {
    if (!isDescribed) {
      throw missing(METADATA);
    }
    return metadata.toByteArray();
  }

  public Incoming file() {
    if (file == null) {
      throw missing(FILE);
    }
    return file;
  }

  /** Its name, clean. */
  public String fileName() {
    return fileName;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.discard();
    }
  }

  private static Problem missing(String part) {
    return Problem.invalid(Fault.at("/" + part, "This part is missing."));
  }

  private static final class Bounded extends ByteArrayOutputStream {

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      if (size() + length > MAX_METADATA) {
        throw Problem.tooLarge("The metadata are larger than " + MAX_METADATA + " bytes.");
      }
      super.write(bytes, offset, length);
    }
  }
}
