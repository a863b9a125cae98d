package io.halfdoor.extract;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What a file is, told from its bytes.
 *
 * @param mediaType such as {@code application/pdf}
 * @param extension with its dot, such as {@code .pdf}; empty where none is usual
 */
public record FileType(String mediaType, String extension) {

  /**
   * Looks at the head of the file and, for ZIP and OLE2 containers, at a bounded part of their
   * directories. Safe on hostile files: nothing is unpacked or parsed beyond a few hundred
   * kilobytes (a large archive's directory: 16 MB). The name decides only between kinds of text
   * that look alike (Markdown, CSV, HTML, plain); it never overrules the bytes. What is not known
   * is {@code application/octet-stream}.
   *
   * @param name the name the file was uploaded under, not that of the path; may be empty
   */
  public static FileType detect(Path file, String name) throws IOException {
    String mediaType = Detection.mediaType(file, name);
    return new FileType(mediaType, Detection.extension(mediaType));
  }
}
