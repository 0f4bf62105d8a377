# SPDX-License-Identifier: GPL-2.0-or-later
"""The engines that are compared, in the order in which the tables show them."""

from engines import ae, fts5, grep, groonga, lucene, recoll, scriptindex, sphinx, xapian

ALL = (ae.Ae, ae.AeWithNames, fts5.Fts5, lucene.Lucene, lucene.LuceneWithOffsets,
       xapian.TermGenerator, scriptindex.Scriptindex, sphinx.Sphinx, groonga.Groonga, recoll.Recoll,
       grep.Grep)
