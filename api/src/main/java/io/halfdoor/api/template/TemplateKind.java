package io.halfdoor.api.template;

/** What a template is: a mail, or a part of mails. */
public enum TemplateKind {
  TEMPLATE,
  /** Only a body and its fields; others include it. */
  SNIPPET
}
