import CLibgit2

/// The kinds of objects that rapport reads.
enum ObjectKind: String {
  case commit
  case tree
  case blob

  var raw: git_object_t {
    switch self {
    case .commit: GIT_OBJECT_COMMIT
    case .tree: GIT_OBJECT_TREE
    case .blob: GIT_OBJECT_BLOB
    }
  }
}

extension Repository {
  /// Tells whether an object is in the repository.
  package func contains(_ id: ObjectID) -> Bool {
    var raw = id.raw
    return git_odb_exists(objects, &raw) == 1
  }

  /// The content of a file.
  ///
  /// - Parameter limit: The most bytes of a blob that is wanted. Whatever the limit, no more than 64 MiB are read.
  /// - Throws: `GitError.objectTooLarge`, `.missingObject`; `.corrupt` if it is damaged or no blob.
  package func blob(_ id: ObjectID, limit: Int) throws(GitError) -> [UInt8] {
    do throws(GitError) {
      let object = try object(id, .blob)
      guard object.bytes.count <= limit else {
        throw GitError.objectTooLarge(id, bytes: object.bytes.count, limit: limit)
      }
      return Array(object.bytes)
    } catch {
      guard case .failed = error, LibraryError.domain == Int32(GIT_ERROR_NOMEMORY.rawValue) else { throw error }
      throw .objectTooLarge(id, bytes: try size(of: id), limit: limit)
    }
  }

  /// The length of an object in bytes, without reading it.
  ///
  /// - Throws: `GitError.missingObject`, `.failed`.
  private func size(of id: ObjectID) throws(GitError) -> Int {
    var raw = id.raw
    var size = 0
    var kind = GIT_OBJECT_ANY
    let code = callReturningCode { git_odb_read_header(&size, &kind, objects, &raw) }
    try throwIfUnreadable(id, .blob, code)
    return size
  }

  /// Reads an object of a kind.
  ///
  /// - Throws: `GitError.missingObject`; `.corrupt` if it is damaged or of another kind.
  func object(_ id: ObjectID, _ kind: ObjectKind) throws(GitError) -> RawObject {
    var raw = id.raw
    var made: OpaquePointer?
    let code = callReturningCode { git_odb_read(&made, objects, &raw) }
    try throwIfUnreadable(id, kind, code)
    guard let pointer = made else { throw .missingObject(id) }
    let object = RawObject(taking: pointer)
    guard git_odb_object_type(pointer) == kind.raw else { throw .corrupt("\(id) is not a \(kind.rawValue)") }
    return object
  }

  /// Reads a tree, or takes it from those that were read last.
  ///
  /// - Throws: As ``object(_:_:)``.
  func sharedTree(_ id: ObjectID) throws(GitError) -> SharedObject {
    if let known = recentTrees.find(id) { return known }
    let object = SharedObject(try object(id, .tree))
    recentTrees.insert(object, for: id)
    return object
  }

  private func throwIfUnreadable(_ id: ObjectID, _ kind: ObjectKind, _ code: Int32) throws(GitError) {
    if code == GIT_ENOTFOUND.rawValue { throw .missingObject(id) }
    guard code < 0 else { return }
    let error = GitError(operation: "read the \(kind.rawValue) \(id)", code: code)
    let damaged = [GIT_ERROR_ODB, GIT_ERROR_OBJECT, GIT_ERROR_ZLIB].map { Int32($0.rawValue) }
    guard case .failed(_, _, let message) = error, LibraryError.domain.map(damaged.contains) ?? false else {
      throw error
    }
    throw .corrupt("the \(kind.rawValue) \(id): \(message)")
  }
}

/// An object's bytes, as long as this value lives.
struct RawObject: ~Copyable {
  private let object: OwnedPointer

  init(taking pointer: OpaquePointer) { object = OwnedPointer(taking: pointer, freedBy: git_odb_object_free) }

  /// The content without git's header; must not outlive this value.
  var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: git_odb_object_data(object.pointer),
      count: git_odb_object_size(object.pointer)
    )
  }
}

/// An object, or a part of one, that several owners read.
final class SharedObject {
  /// What the bytes are lent from; nil if they are a copy.
  private let object: RawObject?

  /// The content without git's header; must not outlive this object.
  let bytes: UnsafeRawBufferPointer

  /// Offsets of some of a large tree's entries in their order, by which one is found without passing all before it; nil if they aren't known.
  var waypoints: [Int]?

  init(_ object: consuming RawObject) {
    bytes = object.bytes
    self.object = .some(consume object)
  }

  /// Copies bytes.
  init(copying bytes: ArraySlice<UInt8>) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
    copy.copyBytes(from: bytes)
    self.bytes = UnsafeRawBufferPointer(copy)
    object = nil
  }

  deinit {
    if object == nil { bytes.deallocate() }
  }
}

/// The objects that were read last: a history asks for a commit's trees again as those of its child's parent.
struct RecentObjects {
  private var recent: [ObjectID: SharedObject] = [:]
  private var older: [ObjectID: SharedObject] = [:]
  private var recentCost = 0

  /// The cost in bytes at which objects that weren't asked for lately are forgotten, and what each costs besides its own.
  private static let largestCost = 1 << 20
  private static let overhead = 256

  /// The object, if it was read lately.
  mutating func find(_ id: ObjectID) -> SharedObject? {
    if let known = recent[id] { return known }
    guard let known = older[id] else { return nil }
    insert(known, for: id)
    return known
  }

  mutating func insert(_ object: SharedObject, for id: ObjectID) {
    recent[id] = object
    recentCost += object.bytes.count + Self.overhead
    if recentCost > Self.largestCost {
      older = recent
      recent = [:]
      recentCost = 0
    }
  }
}
