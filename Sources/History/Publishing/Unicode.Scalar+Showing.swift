extension Unicode.Scalar {
  /// Whether a terminal would obey the character, reorder the text around it, or show nothing in its place.
  ///
  /// Joiners don't count, since emoji and several scripts need them.
  package var isUnsafeToShow: Bool {
    switch value {
    case 0x00...0x1F, 0x7F...0x9F: true
    case 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
    case 0xE0000...0xE007F: true
    default: false
    }
  }
}
