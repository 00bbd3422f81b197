import MoleculeGraph
import SMILES

/// Why a SMILES does not parse: the offset in characters, and the words.
struct SMILESComplaint: Error {
  let offset: Int
  let message: String
  let hint: String?
}

/// Parses a SMILES and puts its error into the terms of this module. A CXSMILES extension may
/// follow, but no name: names have a place of their own in every format.
func parsedSMILES(_ text: String) -> Result<Molecule, SMILESComplaint> {
  guard !text.isEmpty else {
    return .failure(
      SMILESComplaint(offset: 0, message: "expected SMILES, found nothing", hint: nil))
  }
  if let blank = text.firstIndex(where: \.isWhitespace) {
    let rest = text[blank...].drop(while: \.isWhitespace)
    guard rest.first == "|" || rest.isEmpty || blank == text.startIndex else {
      return .failure(
        SMILESComplaint(
          offset: text.distance(from: text.startIndex, to: rest.startIndex),
          message: "expected nothing behind the SMILES, found “\(rest.prefix(20))”",
          hint: "a name stands in a column of its own"))
    }
  }
  do throws(SMILESError) {
    return .success(try Molecule(smiles: text))
  } catch {
    // The commas of a CXSMILES extension are its own.
    let separator = text.prefix { !$0.isWhitespace }.firstIndex { $0 == "," || $0 == ";" }
    return .failure(
      SMILESComplaint(
        offset: error.position.lowerBound, message: error.message,
        hint: separator == nil
          ? nil : "is this a table? Then say so with --input-format csv"))
  }
}
