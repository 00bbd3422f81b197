import Foundation
import LigatureCommand

exit(await Ligature.run(arguments: Array(CommandLine.arguments.dropFirst())))
