package io.halfdoor.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Pricing Objections|pricing objections",
        "hello.|hello",
        "SOC2|soc2>soc 2",
        "SOC 2|soc 2",
        "GPT-3|gpt3>gpt 3",
        "e-mail|email>e mail",
        "Mont-Blanc|montblanc>mont blanc",
        "PriceList|pricelist>price list",
        "XMLFile|xmlfile>xml file",
        "SDKs|sdks>sd ks",
        "brother_005025.pdf|brother005025pdf>brother 005025 pdf",
        "customer's|customer",
        "customers'|customers",
        "O’Brien|obrien>o brien",
        "don't|dont>don t",
        "R&D|rd>r d",
        "C++ and C# v2.1|c++ and c# v2.1>v 2 1",
        "1,000 units|1000>1 000 units",
        "3.5|3.5>3 5",
        "node.js|nodejs>node js",
        "https://acme.com/price-list|https acmecom>acme com pricelist>price list",
        "Café CAFÉ Cafe\u0301|cafe cafe cafe",
        "Straße STRASSE|strasse strasse",
        "İstanbul|istanbul",
        "ﬁnance Ｓａｌｅｓ|finance sales",
        "ΟΔΟΣ οδός|οδοσ οδοσ",
        "йога Ёлка|йога елка",
        "价格表|价格 格表 表",
        "价|价",
        "PDF文件|pdf 文件 件",
        "カタログ|カタ タロ ログ グ",
        "견적서|견적 적서 서",
        "🚀 launch|🚀 launch",
        "Soft\u00ADware|software",
      })
  void readsWordsFoldedAndWithTheirParts(String text, String expected) {
    assertThat(words(text)).isEqualTo(expected);
  }

  @Test
  void keysOfWhatIsTheSameAreEqual() {
    assertThat(WordReader.key("SOC2 Report"))
        .isEqualTo(WordReader.key(" soc-2  report!"))
        .isEqualTo("soc 2 report");
    assertThat(WordReader.key("?!… -- «»")).isEmpty();
  }

  @Test
  void offsetsAreThoseOfTheTextAsWritten() {
    WordReader reader = new WordReader().on("Ünïcode: the E-Mail");
    List<String> found = new ArrayList<>();
    while (reader.next()) {
      found.add("Ünïcode: the E-Mail".substring(reader.start(), reader.end()));
    }
    assertThat(found).containsExactly("Ünïcode", "the", "E-Mail", "E", "Mail");
  }

  @Test
  void aWordWithoutEndIsCutAndOneOfManyPartsIsToldInPartsAlone() {
    assertThat(words("a".repeat(5_000))).isEqualTo("a".repeat(WordReader.LONGEST));
    assertThat(words("a-b-c-d-e-f-g-h-i-j")).isEqualTo("a b c d e f g h i j");
  }

  @Test
  void anyCharsAreReadWithoutFailing() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      all.append((char) c).append(c % 3 == 0 ? "a" : "");
    }
    WordReader reader = new WordReader().on(all.toString());
    int end = 0;
    while (reader.next()) {
      assertThat(reader.length()).isPositive();
      assertThat(reader.start()).isBetween(0, reader.end() - 1);
      end = Math.max(end, reader.end());
    }
    assertThat(end).isLessThanOrEqualTo(all.length());
  }

  private static String words(String text) {
    StringBuilder all = new StringBuilder();
    WordReader reader = new WordReader().on(text);
    while (reader.next()) {
      all.append(all.isEmpty() ? "" : reader.step() == 0 ? ">" : " ").append(reader.word());
    }
    return all.toString();
  }
}
