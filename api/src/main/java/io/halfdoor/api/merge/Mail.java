package io.halfdoor.api.merge;

/**
 * A mail with everything filled in.
 *
 * @param subject one line, as the preheader, which may be empty
 * @param html what belongs into a document's body, safe to show and to send
 * @param text the same for readers without HTML
 * @param language the template's
 */
public record Mail(String subject, String preheader, String html, String text, String language) {

  /**
   * As a file that mail programs open as a draft (RFC 5322, both texts as alternatives): the same
   * bytes for the same envelope.
   *
   * @throws IllegalArgumentException when the envelope holds what no header may
   */
  public byte[] eml(Envelope envelope) {
    return Eml.bytes(this, envelope);
  }
}
