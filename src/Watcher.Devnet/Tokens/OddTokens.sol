// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;

/// Tokens as they are really found on chain: each breaks one thing that readers like to take for granted.
abstract contract OddToken {
    mapping(address => uint256) public balanceOf;

    function mint(address account, uint256 amount) external {
        balanceOf[account] += amount;
    }
}

/// Symbol and name as bytes32, as MKR and SAI have them.
contract Bytes32SymbolToken is OddToken {
    bytes32 public constant symbol = "ODD32";
    bytes32 public constant name = "Odd bytes32 token";
    uint8 public constant decimals = 18;
}

/// No decimals at all: the call reverts without data.
contract NoDecimalsToken is OddToken {
    string public constant symbol = "NODEC";
    string public constant name = "No decimals";
}

/// Decimals that revert with a reason.
contract RevertingDecimalsToken is OddToken {
    string public constant symbol = "REVDEC";
    string public constant name = "Reverting decimals";

    function decimals() external pure returns (uint8) {
        revert("decimals are a matter of opinion");
    }
}

/// Decimals that do not fit a uint8.
contract WideDecimalsToken is OddToken {
    string public constant symbol = "WIDEDEC";
    string public constant name = "Wide decimals";
    uint256 public constant decimals = 2 ** 200 + 18;
}

/// A name and symbol that attack whatever shows them: terminal and HTML markup, a spreadsheet formula, control and bidirectional characters.
contract HostileToken is OddToken {
    string public constant symbol = unicode"=cmd()|'/C calc'!A0\u202e\u0007[red]<b>";
    string public constant name = unicode"=cmd()\u001b[31m\u202e<script>alert(1)</script>[bold]*_`|\u0000\u2066 a very long name that goes on and on and on and on and on and on";
    uint8 public constant decimals = 18;
}

/// Takes a balance of 2^256-1, so that careless sums overflow.
contract HugeBalanceToken is OddToken {
    string public constant symbol = "HUGE";
    string public constant name = "Huge balances";
    uint8 public constant decimals = 0;
}
