package io.halfdoor.demo;

import java.util.Date;
import java.util.Optional;
import org.apache.poi.ooxml.POIXMLProperties;

/** What an office file says about itself. */
final class OfficeProperties {
  private OfficeProperties() {}

  static void set(POIXMLProperties properties, Source source) {
    POIXMLProperties.CoreProperties core = properties.getCoreProperties();
    core.setTitle(source.value("title"));
    core.setDescription(source.value("summary"));
    core.setCreator(Brand.COMPANY);
    core.setCreated(Optional.of(Date.from(Brand.MADE_AT)));
    core.setModified(Optional.of(Date.from(Brand.MADE_AT)));
    core.setLastModifiedByUser(Brand.COMPANY);
    properties.getExtendedProperties().setCompany(Brand.COMPANY);
  }
}
