import Foundation
import Testing

/// Rules for all of `Sources` that no compiler checks.
struct SourceRulesTests {
  /// A source file with its text, comments and string literals left out.
  struct Source: CustomTestStringConvertible {
    let path: String
    let lines: [String]
    /// The lines without comments and texts.
    let code: [String]

    var testDescription: String { path }
    var module: String { String(path.split(separator: "/")[1]) }
  }

  @Test func `there are sources to look at`() throws {
    #expect(try Self.sources().count > 100)
  }

  @Test(arguments: [
    #"fatalError("#, #"try!"#, #"as!"#, #"preconditionFailure("#, #"nonisolated(unsafe)"#, #"assertionFailure("#,
    #"TODO"#,
    #"FIXME"#,
  ])
  func `what must not stand in sources doesn't`(word: String) throws {
    #expect(try Self.places(of: [word]) == [])
  }

  @Test func `nothing is printed past the terminal`() throws {
    #expect(
      try Self.places(of: ["print(", "Print(", "dump(", "puts(", "printf("]) {
        $0.contains(/(^|[^\w.])(print|debugPrint|dump|puts|printf)\(/)
      } == []
    )
  }

  @Test func `nothing is forced out of an optional`() throws {
    // A `!` right after a name, a bracket or a parenthesis unwraps, unless it begins a comparison.
    #expect(try Self.places(of: ["!"]) { $0.contains(/[\w\])]!($|[^=])/) } == [])
  }

  @Test func `unchecked sendability has its reason on the next line`() throws {
    for source in try Self.sources() {
      for (line, next) in zip(source.lines, source.lines.dropFirst()) where line.contains("@unchecked Sendable") {
        #expect(next.contains("//"), "\(source.path)")
      }
    }
  }

  @Test func `only the commands look at the world`() throws {
    let words = [
      "Date()", "getenv(", "setenv(", "environ", "ProcessInfo", "clock_gettime", "gettimeofday", "getcwd", "chdir",
      "isatty",
    ]
    let places = try Self.places(of: words) { !$0.contains("environ") || $0.contains(/\benviron\b/) }
    #expect(places.filter { !$0.hasPrefix("Sources/RapportCommands/") } == [])
    #expect(Set(places.map { $0.split(separator: ":")[0] }).isSubset(of: Self.windows))
  }

  /// The files in which the commands look at the world.
  private static let windows: Set<Substring> = [
    "Sources/RapportCommands/Context.swift", "Sources/RapportCommands/Terminal.swift",
  ]

  @Test func `files stay short`() throws {
    for source in try Self.sources() {
      #expect(source.lines.count <= 400, "\(source.path)")
      if source.path.contains("/Commands/") { #expect(source.lines.count <= 120, "\(source.path)") }
    }
  }

  @Test func `Foundation stays out`() throws {
    #expect(try Self.places(of: ["import Foundation"]) { !$0.contains("FoundationEssentials") } == [])
  }

  @Test func `package declarations have a document of one sentence to begin with`() throws {
    for source in try Self.sources() {
      for (line, declaration) in zip(source.lines, source.lines.dropFirst()) {
        guard declaration.contains(/^ *package (final )?(struct|enum|class|protocol|actor)\b/) else { continue }
        let isDocumented = line.contains("///") || line.contains(/^ *@/)
        #expect(isDocumented, "\(source.path): \(declaration)")
      }
    }
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The places, as `path:line`, where a line of code that holds one of the words fits.
  ///
  /// The words spare most lines the slower look.
  private static func places(
    of words: [String],
    where fits: (String) -> Bool = { _ in true }
  ) throws -> [String] {
    try sources().flatMap { source in
      source.code.enumerated().filter { line in
        words.contains { NSString(string: line.element).contains($0) } && fits(line.element)
      }.map { "\(source.path):\($0.offset + 1)" }
    }
  }

  private static func sources() throws -> [Source] {
    try all.get()
  }

  private static let all = Result {
    let folder = root.appending(path: "Sources").path
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }.sorted()
    return try paths.map { path in
      let text = try Data(contentsOf: URL(filePath: folder + "/" + path))
      var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      if lines.last?.isEmpty ?? false { lines.removeLast() }
      return Source(
        path: "Sources/" + path,
        lines: lines.map { String(decoding: $0, as: UTF8.self) },
        code: code(in: lines).map { String(decoding: $0, as: UTF8.self) }
      )
    }
  }

  /// The lines with texts emptied and comments cut off.
  private static func code(in lines: [Data]) -> [[UInt8]] {
    let (quote, backslash, slash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"))
    var isInLongText = false
    return lines.map { line in
      let bytes = [UInt8](line)
      var code: [UInt8] = []
      var isInText = false
      var index = 0
      while index < bytes.count {
        let rest = bytes[index...]
        if rest.starts(with: [quote, quote, quote]) {
          isInLongText.toggle()
          index += 3
          continue
        }
        if isInLongText {
          index += 1
        } else if isInText {
          if bytes[index] == quote { isInText = false }
          index += bytes[index] == backslash ? 2 : 1
        } else if rest.starts(with: [slash, slash]) {
          break
        } else {
          isInText = bytes[index] == quote
          code.append(bytes[index])
          index += 1
        }
      }
      return code
    }
  }
}
