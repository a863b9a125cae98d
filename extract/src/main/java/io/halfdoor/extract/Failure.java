package io.halfdoor.extract;

import io.halfdoor.extract.Extraction.Reason;
import java.util.Locale;
import org.apache.commons.compress.archivers.zip.UnsupportedZipFeatureException;
import org.apache.tika.exception.ZeroByteFileException;

/** What an exception of a parser means for the file. */
final class Failure {

  private static final int DEEPEST = 20;

  private Failure() {}

  /** Whether the whole file is to be given up, not only the part that it happened in. */
  static boolean stops(Throwable thrown) {
    int depth = 0;
    for (Throwable each = thrown; each != null && depth++ < DEEPEST; each = each.getCause()) {
      if (each instanceof Stop || each instanceof StackOverflowError) {
        return true;
      }
    }
    return false;
  }

  static Reason reason(Throwable thrown) {
    int depth = 0;
    for (Throwable each = thrown; each != null && depth++ < DEEPEST; each = each.getCause()) {
      if (each instanceof Stop stop) {
        return stop.reason();
      }
      if (each instanceof StackOverflowError) {
        return Reason.TOO_DEEP;
      }
      if (each instanceof OutOfMemoryError) {
        return Reason.OUT_OF_MEMORY;
      }
      if (each instanceof ZeroByteFileException) {
        return Reason.EMPTY;
      }
      if (isEncrypted(each)) {
        return Reason.ENCRYPTED;
      }
      if (each.getMessage() != null) {
        Reason told = told(each.getMessage());
        if (told != Reason.DAMAGED) {
          return told;
        }
      }
      for (Throwable also : each.getSuppressed()) {
        if (isEncrypted(also)) {
          return Reason.ENCRYPTED;
        }
      }
    }
    return Reason.DAMAGED;
  }

  /** What the words of a message, or of a whole stack trace, give away. */
  static Reason told(String message) {
    String words = message.toLowerCase(Locale.ROOT);
    // JDK's codes: too many elements of depth, and any other of its limits on XML.
    if (words.contains("jaxp00010006") || words.contains("stackoverflow")) {
      return Reason.TOO_DEEP;
    }
    if (words.contains("zip bomb") || words.contains("jaxp0001")) {
      return Reason.TOO_LARGE;
    }
    return Reason.DAMAGED;
  }

  private static boolean isEncrypted(Throwable thrown) {
    if (thrown instanceof UnsupportedZipFeatureException zip) {
      return UnsupportedZipFeatureException.Feature.ENCRYPTION.equals(zip.getFeature());
    }
    return thrown instanceof org.apache.tika.exception.EncryptedDocumentException
        || thrown instanceof org.apache.poi.EncryptedDocumentException
        || thrown instanceof org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
  }
}
