import CSQLite

/// A database in memory.
final class Database {
  private let handle: OpaquePointer

  /// - Throws: `SearchError.failed`.
  init() throws(SearchError) {
    var made: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX
    let code = sqlite3_open_v2(":memory:", &made, flags, nil)
    guard code == SQLITE_OK, let made else {
      let message = String(cString: sqlite3_errstr(code))
      sqlite3_close_v2(made)
      throw .failed(operation: "open a database in memory", message: message)
    }
    handle = made
  }

  deinit { sqlite3_close_v2(handle) }

  /// Carries a statement out.
  ///
  /// - Throws: `SearchError.failed`.
  func run(_ text: String) throws(SearchError) {
    let statement = try prepare(text)
    while try statement.step() {}
  }

  /// - Throws: `SearchError.failed`.
  func prepare(_ text: String) throws(SearchError) -> Statement {
    var made: OpaquePointer?
    let code = sqlite3_prepare_v2(handle, text, -1, &made, nil)
    guard code == SQLITE_OK, let made else { throw failure("prepare a statement") }
    return Statement(made, of: self)
  }

  /// What went wrong in the last call.
  ///
  /// SQLite names the part of a query at fault; queries are made here of quoted words, so that can't happen for what people type.
  func failure(_ operation: String) -> SearchError {
    .failed(operation: operation, message: String(cString: sqlite3_errstr(sqlite3_errcode(handle))))
  }
}

/// A prepared statement; it keeps its database.
final class Statement {
  private let handle: OpaquePointer
  private let database: Database

  init(_ handle: OpaquePointer, of database: Database) {
    self.handle = handle
    self.database = database
  }

  deinit { sqlite3_finalize(handle) }

  /// Gives a 1-based parameter its value.
  ///
  /// - Throws: `SearchError.failed`.
  func bind(_ value: Int, at place: Int32) throws(SearchError) {
    guard sqlite3_bind_int64(handle, place, Int64(value)) == SQLITE_OK else { throw database.failure("bind a number") }
  }

  /// Gives a 1-based parameter a text as its value.
  ///
  /// - Throws: `SearchError.failed`.
  func bind(_ text: [UInt8], at place: Int32) throws(SearchError) {
    let code = text.withUnsafeBytes { bytes in
      let characters = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      // Without bytes there may be no address, and without an address it would be null.
      return characters.map { rapport_sqlite_bind_text(handle, place, $0, Int32(clamping: bytes.count)) }
        ?? rapport_sqlite_bind_text(handle, place, "", 0)
    }
    guard code == SQLITE_OK else { throw database.failure("bind a text") }
  }

  /// Goes on to the next row; false after the last.
  ///
  /// - Throws: `SearchError.failed`.
  func step() throws(SearchError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw database.failure("carry out a statement")
    }
  }

  /// Makes the statement ready to be carried out again.
  func reset() { sqlite3_reset(handle) }

  func integer(ofColumn column: Int32) -> Int { Int(sqlite3_column_int64(handle, column)) }

  func bytes(ofColumn column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_text(handle, column) else { return [] }
    return Array(UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
  }
}
