// SPDX-License-Identifier: GPL-2.0-or-later
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.LabelAndValue;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.spans.SpanNearQuery;
import org.apache.lucene.search.spans.SpanQuery;
import org.apache.lucene.search.spans.SpanTermQuery;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.FSDirectory;

/**
 * Lucene, asked what the other peers are asked:
 *
 * <pre>
 *   index ARTICLES INDEX THREADS OFFSETS  makes the index; OFFSETS is 1 to keep where in its
 *                                     text each word stands, else 0
 *   times INDEX QUERIES SNIPPETS      prints "count, wall µs, CPU µs" for each query
 *   throughput INDEX QUERIES THREADS  that many threads answer all queries; prints µs
 * </pre>
 *
 * ARTICLES and QUERIES are the lines that article.hpp and query.hpp describe.
 */
public final class LucenePeer {
  private static final String[] FACETS = {"person", "org", "place", "outlet", "month"};
  private static final int WANTED = 10;
  private static final int NEAR_REACH = 5;

  /** Answers before the first is timed, so that the virtual machine has compiled what is hot. */
  private static final int WARM_ROUNDS = 15;

  private static final long LEAST_WARM = 5_000_000_000L; // nanoseconds
  private static final long MOST_WARM = 60_000_000_000L;

  private LucenePeer() {}

  /** Lower case and Snowball's English stems; no stop words, as phrases of them are asked for. */
  private static final class English extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      Tokenizer words = new StandardTokenizer();
      TokenStream lower = new LowerCaseFilter(new EnglishPossessiveFilter(words));
      return new TokenStreamComponents(words, new SnowballFilter(lower, "English"));
    }
  }

  private static FacetsConfig facetsConfig() {
    FacetsConfig config = new FacetsConfig();
    for (String field : FACETS) config.setMultiValued(field, true);
    return config;
  }

  // Indexing

  private static FieldType wordsType(boolean offsets) {
    FieldType type = new FieldType(TextField.TYPE_STORED);
    if (offsets) type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
    type.freeze();
    return type;
  }

  private static Document toDocument(String line, FieldType words, FacetsConfig config)
      throws IOException {
    String[] columns = line.split("\t", -1);
    Document document = new Document();
    document.add(new StringField("id", columns[0], Field.Store.YES));
    if (!columns[1].isEmpty()) {
      long day = Long.parseLong(columns[1]);
      document.add(new LongPoint("day", day));
      document.add(new NumericDocValuesField("day", day));
    }
    for (int i = 0; i < FACETS.length; ++i) {
      if (columns[2 + i].isEmpty()) continue;
      for (String value : columns[2 + i].split("\u001f")) {
        document.add(new SortedSetDocValuesFacetField(FACETS[i], value));
        if (i == 0) document.add(new StringField("person", value, Field.Store.NO));
      }
    }
    document.add(new StoredField("title", columns[7]));
    document.add(new Field("words", columns[7] + "\n" + columns[8], words));
    return config.build(document);
  }

  private static void index(Path articles, Path index, int threads, boolean offsets)
      throws Exception {
    FieldType words = wordsType(offsets);
    IndexWriterConfig settings = new IndexWriterConfig(new English());
    settings.setRAMBufferSizeMB(64);
    settings.setMergeScheduler(new ConcurrentMergeScheduler());
    FacetsConfig config = facetsConfig();
    BlockingQueue<String> lines = new ArrayBlockingQueue<>(1000);
    String end = new String();
    try (IndexWriter writer = new IndexWriter(FSDirectory.open(index), settings);
        BufferedReader input = Files.newBufferedReader(articles, StandardCharsets.UTF_8)) {
      ExecutorService pool = Executors.newFixedThreadPool(threads);
      List<Future<Void>> running = new ArrayList<>();
      Callable<Void> add =
          () -> {
            for (String line = lines.take(); line != end; line = lines.take()) // the very object
              writer.addDocument(toDocument(line, words, config));
            lines.put(end);
            return null;
          };
      for (int i = 0; i < threads; ++i) running.add(pool.submit(add));
      for (String line = input.readLine(); line != null; line = input.readLine()) lines.put(line);
      lines.put(end);
      for (Future<Void> each : running) each.get();
      pool.shutdown();
    }
  }

  // Searching

  /** A query of one line, as query.hpp has it. */
  private static final class Asked {
    final Query query;
    final boolean all;
    final boolean newest;
    final boolean facets;

    Asked(String line) {
      String[] columns = line.split("\t", -1);
      all = columns[0].equals("all");
      newest = columns[5].contains("newest");
      facets = columns[5].contains("facets");
      Query words = all ? new MatchAllDocsQuery() : ofWords(columns[0], stems(columns[1]));
      query = columns[2].isEmpty() && columns[3].isEmpty() ? words : filtered(words, columns);
    }

    private static Query filtered(Query words, String[] columns) {
      BooleanQuery.Builder both = new BooleanQuery.Builder();
      both.add(words, BooleanClause.Occur.MUST);
      if (!columns[2].isEmpty())
        both.add(new TermQuery(new Term("person", columns[2])), BooleanClause.Occur.FILTER);
      if (!columns[3].isEmpty()) {
        long from = Long.parseLong(columns[3]);
        long to = Long.parseLong(columns[4]);
        both.add(
            new IndexOrDocValuesQuery(
                LongPoint.newRangeQuery("day", from, to),
                NumericDocValuesField.newSlowRangeQuery("day", from, to)),
            BooleanClause.Occur.FILTER);
      }
      return both.build();
    }

    private static Query ofWords(String op, List<String> words) {
      switch (op) {
        case "phrase":
          return new PhraseQuery("words", words.toArray(new String[0]));
        case "near":
          SpanQuery[] spans = new SpanQuery[words.size()];
          for (int i = 0; i < spans.length; ++i)
            spans[i] = new SpanTermQuery(new Term("words", words.get(i)));
          return new SpanNearQuery(spans, NEAR_REACH - 1, false); // counts the words between
        case "prefix":
          return new PrefixQuery(new Term("words", words.get(0)));
        default:
          BooleanQuery.Builder all = new BooleanQuery.Builder();
          BooleanClause.Occur occur =
              op.equals("or") ? BooleanClause.Occur.SHOULD : BooleanClause.Occur.MUST;
          for (String word : words) all.add(new TermQuery(new Term("words", word)), occur);
          return all.build();
      }
    }

    private static List<String> stems(String words) {
      List<String> stems = new ArrayList<>();
      try (Analyzer english = new English();
          TokenStream stream = english.tokenStream("words", words)) {
        CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
        stream.reset();
        while (stream.incrementToken()) stems.add(term.toString());
        stream.end();
      } catch (IOException error) {
        throw new IllegalStateException(error);
      }
      return stems;
    }
  }

  /** An index that is open; of one thread. */
  private static final class Session {
    private final Sort newest;
    private final IndexSearcher searcher;
    private final SortedSetDocValuesReaderState facets;
    private final UnifiedHighlighter highlighter;

    Session(DirectoryReader reader) throws IOException {
      SortField day = new SortField("day", SortField.Type.LONG, true);
      day.setCanUsePoints(); // skips what is older than the ten it has
      newest = new Sort(day);
      searcher = new IndexSearcher(reader);
      searcher.setQueryCache(null); // the same query is asked again and again
      facets = new DefaultSortedSetDocValuesReaderState(reader);
      highlighter = new UnifiedHighlighter(searcher, new English());
      highlighter.setMaxLength(1 << 20);
    }

    int count(Asked asked) throws IOException {
      return searcher.count(asked.query);
    }

    /** The first ten articles, with their titles; bytes of all that came back. */
    long answer(Asked asked, boolean snippets) throws IOException {
      FacetsCollector matches = new FacetsCollector();
      long bytes = asked.facets ? counted(asked, matches) : 0;
      TopDocs found =
          asked.newest || asked.all
              ? searcher.search(asked.query, WANTED, newest)
              : searcher.search(asked.query, WANTED);
      for (int i = 0; i < found.scoreDocs.length; ++i)
        bytes += searcher.doc(found.scoreDocs[i].doc).get("title").length();
      return snippets ? bytes + shown(asked, found) : bytes;
    }

    private long shown(Asked asked, TopDocs found) throws IOException {
      long bytes = 0;
      for (String snippet : highlighter.highlight("words", asked.query, found, 2))
        if (snippet != null) bytes += snippet.length();
      return bytes;
    }

    /** All articles are counted without a search, which only Lucene knows how to ask for. */
    private long counted(Asked asked, FacetsCollector matches) throws IOException {
      if (!asked.all) searcher.search(asked.query, matches);
      SortedSetDocValuesFacetCounts counts =
          asked.all
              ? new SortedSetDocValuesFacetCounts(facets)
              : new SortedSetDocValuesFacetCounts(facets, matches);
      long bytes = 0;
      for (String field : FACETS) {
        FacetResult top = counts.getTopChildren(WANTED, field);
        if (top == null) continue; // nobody has a value of it
        for (LabelAndValue each : top.labelValues) bytes += each.label.length();
      }
      return bytes;
    }
  }

  private static void answerAll(Session session, List<Asked> queries, int first)
      throws IOException {
    for (int i = 0; i < queries.size(); ++i)
      session.answer(queries.get((first + i) % queries.size()), true);
  }

  private static void warm(Session session, List<Asked> queries) throws IOException {
    long begin = System.nanoTime();
    long past = 0;
    for (int i = 0; past < LEAST_WARM || (i < WARM_ROUNDS && past < MOST_WARM); ++i) {
      answerAll(session, queries, 0);
      past = System.nanoTime() - begin;
    }
  }

  /** The processor's time of this thread; that of the compiler and collector is not in it. */
  private static long cpuNow() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void printTimes(Session session, List<Asked> queries, boolean snippets)
      throws IOException {
    warm(session, queries);
    for (Asked each : queries) {
      int count = session.count(each);
      session.answer(each, snippets);
      long cpu = cpuNow();
      long begin = System.nanoTime();
      session.answer(each, snippets);
      long wall = System.nanoTime() - begin;
      System.out.printf("%d\t%.1f\t%.1f%n", count, wall / 1e3, (cpuNow() - cpu) / 1e3);
    }
  }

  private static void printThroughput(DirectoryReader reader, List<Asked> queries, int threads)
      throws Exception {
    warm(new Session(reader), queries);
    CyclicBarrier ready = new CyclicBarrier(threads + 1);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<Void>> running = new ArrayList<>();
    for (int i = 0; i < threads; ++i) {
      int first = i * queries.size() / threads;
      Callable<Void> all =
          () -> {
            Session session = new Session(reader);
            answerAll(session, queries, first);
            ready.await();
            answerAll(session, queries, first);
            return null;
          };
      running.add(pool.submit(all));
    }
    ready.await();
    long begin = System.nanoTime();
    for (Future<Void> each : running) each.get();
    System.out.printf("%.1f%n", (System.nanoTime() - begin) / 1e3);
    pool.shutdown();
  }

  private static List<Asked> readQueries(Path file) throws IOException {
    List<Asked> queries = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8))
      queries.add(new Asked(line));
    return queries;
  }

  public static void main(String[] arguments) throws Exception {
    Path index = Paths.get(arguments[arguments[0].equals("index") ? 2 : 1]);
    if (arguments[0].equals("index")) {
      int threads = Integer.parseInt(arguments[3]);
      index(Paths.get(arguments[1]), index, threads, arguments[4].equals("1"));
      return;
    }
    List<Asked> queries = readQueries(Paths.get(arguments[2]));
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(index))) {
      if (arguments[0].equals("times"))
        printTimes(new Session(reader), queries, arguments[3].equals("1"));
      else printThroughput(reader, queries, Integer.parseInt(arguments[3]));
    }
  }
}
