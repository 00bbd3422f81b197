#pragma once
// Debian builds libxml2 with ICU and shows ICU's types in encoding.h, where they collide with the
// ICU inside Foundation. Nothing here uses them.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

// Why wrappers: the type of an error callback differs between libxml2 2.9 (xmlError *) and 2.12
// (const xmlError *), and the handler in force is a macro over thread-local storage. Swift sees one
// signature for all versions.

typedef void (*lxml_report)(
    void *context, const char *file, int line, int level, const char *message);

typedef struct lxml_channel {
  lxml_report report;
  void *context;
  xmlStructuredErrorFunc previous;
  void *previous_context;
} lxml_channel;

#if LIBXML_VERSION >= 21200
static inline void lxml_forward(void *data, const xmlError *error) {
#else
static inline void lxml_forward(void *data, xmlError *error) {
#endif
  const lxml_channel *channel = (const lxml_channel *)data;
  channel->report(channel->context, error->file, error->line, (int)error->level, error->message);
}

// Sends the errors of this thread to the channel until lxml_restore; nothing goes to stderr.
static inline void lxml_listen(lxml_channel *channel) {
  channel->previous = xmlStructuredError;
  channel->previous_context = xmlStructuredErrorContext;
  xmlSetStructuredErrorFunc(channel, lxml_forward);
}

static inline void lxml_restore(const lxml_channel *channel) {
  xmlSetStructuredErrorFunc(channel->previous_context, channel->previous);
}

// xmlFree is a macro over a function pointer in builds with threads.
static inline void lxml_free(void *pointer) { xmlFree(pointer); }
