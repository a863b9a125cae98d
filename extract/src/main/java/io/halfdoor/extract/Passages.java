package io.halfdoor.extract;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.sax.XHTMLContentHandler;
import org.xml.sax.SAXException;

/** Passages of a text that is here already, made in this process. */
public final class Passages {

  private Passages() {}

  /**
   * The passages that a file of this text would have: cut at headings, and where those are far
   * apart at the ends of paragraphs. No more than the default limit of characters.
   *
   * @param markdown whether its headings are to be told from its lines
   */
  public static List<Passage> of(String text, boolean markdown) {
    List<Passage> passages = new ArrayList<>();
    PassageWriter writer =
        new PassageWriter(
            markdown ? "text/markdown" : "text/plain",
            new Budget(Limits.defaults()),
            null,
            passages::add);
    XHTMLContentHandler xhtml = new XHTMLContentHandler(writer, new Metadata());
    try {
      xhtml.startDocument();
      new TextReader.Lines(new StringReader(text), xhtml, markdown).read();
      xhtml.endDocument();
    } catch (SAXException stopped) {
      return passages; // as many as there may be
    } catch (IOException e) {
      throw new IllegalStateException("A text that is here cannot be read", e);
    }
    return passages;
  }
}
