import MoleculeGraph
import Perception
import SMARTS

/// Everything computed from one molecule, each thing once.
///
/// Descriptors share intermediate results through it: QED reads the same Crippen logP as the column
/// `crippen_logp`. Not thread-safe; make one for each molecule and task.
public final class DescriptorContext {
  public let molecule: PerceivedMolecule

  public init(_ molecule: PerceivedMolecule) { self.molecule = molecule }

  /// The molecule as patterns see it.
  public private(set) lazy var target = MatchTarget(molecule)

  public private(set) lazy var crippen = CrippenContributions(self)
  public private(set) lazy var qed = QEDResult(self)
  public private(set) lazy var polarSurface = PolarSurface(molecule)
  public private(set) lazy var labuteSurface = LabuteSurface(molecule)
  public private(set) lazy var rotatableBonds = molecule.rotatableBonds(target)
  public private(set) lazy var ringCounts = RingCounts(molecule)
  public private(set) lazy var amines = Amines(self)
  public private(set) lazy var murckoScaffold = molecule.murckoScaffold
  public private(set) lazy var morgan = molecule.morganFingerprint()
  public private(set) lazy var pains = AlertSet.pains.alerts(in: target)
  public private(set) lazy var brenk = AlertSet.brenk.alerts(in: target)
  public private(set) lazy var donors = HydrogenBonding.donors.atoms(in: target)
  public private(set) lazy var acceptors = HydrogenBonding.acceptors.atoms(in: target)
}
