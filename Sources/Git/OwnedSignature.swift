import CLibgit2

/// The one owner of a libgit2 signature.
struct OwnedSignature: ~Copyable {
  let pointer: UnsafeMutablePointer<git_signature>

  /// - Throws: `GitError.missingIdentity` if nothing is left of the name or the address once what git leaves out is gone.
  init(_ signature: Signature) throws(GitError) {
    let name = Self.writable(signature.person.name)
    let email = Self.writable(signature.person.email)
    guard !name.isEmpty, !email.isEmpty else { throw .missingIdentity }
    var made: UnsafeMutablePointer<git_signature>?
    try call("take the name of the author") {
      git_signature_new(
        &made,
        name,
        email,
        signature.time.secondsSince1970,
        Int32(clamping: signature.time.offsetMinutes)
      )
    }
    guard let made else { throw GitError.missingIdentity }
    pointer = made
  }

  deinit { git_signature_free(pointer) }

  /// The text without what would break a commit's header, as git leaves it out.
  static func writable(_ text: String) -> String {
    var scalars = text.unicodeScalars.filter { $0 != "<" && $0 != ">" && $0.value >= 0x20 && $0.value != 0x7f }[...]
    while let first = scalars.first, isCrud(first) { scalars.removeFirst() }
    while let last = scalars.last, isCrud(last) { scalars.removeLast() }
    return String(String.UnicodeScalarView(scalars))
  }

  private static func isCrud(_ scalar: Unicode.Scalar) -> Bool {
    " .,:;\"\\'".unicodeScalars.contains(scalar)
  }
}
