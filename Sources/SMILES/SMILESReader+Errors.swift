extension SMILESReader {
  /// An error at a range of bytes of the text.
  @inline(never)
  func error(
    _ code: SMILESError.Code, _ message: String, _ position: Range<Int>
  ) -> SMILESError {
    SMILESError(code, message, at: text.characterRange(ofBytes: position), in: text)
  }

  func danglingBond(before what: String) -> SMILESError {
    error(
      .danglingBond, "expected an atom or a ring digit after a bond, found \(what)",
      assembly.pending.span)
  }

  func unclosedRing(_ span: Range<Int>) -> SMILESError {
    let digits = text.utf8.dropFirst(span.lowerBound).prefix(span.count)
      .filter { SMILESReader.isDigit($0) }
    let number = Int(String(decoding: digits, as: UTF8.self)) ?? 0
    return error(.unclosedRing, "ring closure \(number) is never closed", span)
  }

  @inline(never)
  func unexpected(expected: String = "an atom, bond, branch, ring digit or dot") -> SMILESError {
    guard cursor < end else {
      return error(.unexpectedEnd, "expected \(expected), found the end", end..<end)
    }
    let place = text.characterRange(ofBytes: cursor..<cursor).lowerBound
    let found = text[text.index(text.startIndex, offsetBy: place)]
    let remark = found == ">" ? "; a reaction is no molecule" : ""
    return SMILESError(
      .unexpectedCharacter, "expected \(expected), found '\(found)'\(remark)",
      at: place..<place + 1, in: text)
  }
}

extension String {
  /// Bytes and characters differ once the text holds something that is not ASCII.
  func characterRange(ofBytes position: Range<Int>) -> Range<Int> {
    let start = characterOffset(position.lowerBound)
    return start..<max(start, characterOffset(position.upperBound))
  }

  private func characterOffset(_ byteOffset: Int) -> Int {
    let index = utf8.index(utf8.startIndex, offsetBy: byteOffset)
    return distance(from: startIndex, to: startOfCharacter(at: index))
  }

  /// Where the character begins that holds this position of the text's bytes.
  private func startOfCharacter(at index: String.Index) -> String.Index {
    var start = index
    while start > startIndex, start.samePosition(in: self) == nil {
      start = utf8.index(before: start)
    }
    return start
  }
}
