# SPDX-License-Identifier: Apache-2.0
# Dot-sourced by run.ps1, test.ps1 and build.ps1: finds Python, makes .venv, installs exactly what a lock file names.
# Written for Windows PowerShell 5.1, which every Windows 10 and 11 has.

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$Root = Split-Path -Parent $PSScriptRoot
$Scripts = Join-Path $Root '.venv\Scripts'
Set-Location $Root

function Say([string] $Text) { Write-Host "== $Text" -ForegroundColor Cyan }

# Runs a program and stops when it fails; PowerShell 5.1 itself doesn't.
function Invoke-Checked([string] $Program, [string[]] $Arguments) {
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Program $($Arguments -join ' ') ended with $LASTEXITCODE" }
}

# Returns the path of a 64-bit Python 3.11, 3.12 or 3.13.
function Find-Python {
    # No double quotes inside: PowerShell 5.1 loses them on the way to a program.
    $fits = 'import struct, sys; sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 13) and struct.calcsize(''P'') == 8))'
    $candidates = @()
    if ($env:PYTHON) { $candidates += , @($env:PYTHON) }
    if (Get-Command py -ErrorAction SilentlyContinue) {
        $candidates += , @('py', '-3.11')
        $candidates += , @('py', '-3.12')
        $candidates += , @('py', '-3.13')
    }
    if (Get-Command python -ErrorAction SilentlyContinue) { $candidates += , @('python') }
    foreach ($candidate in $candidates) {
        $program = $candidate[0]
        $options = @($candidate | Select-Object -Skip 1)
        # Without this, a word on stderr ("no such runtime") would stop the script.
        $ErrorActionPreference = 'Continue'
        & $program @options -c $fits 2>$null | Out-Null
        $found = $LASTEXITCODE -eq 0
        $ErrorActionPreference = 'Stop'
        if ($found) { return (& $program @options -c 'import sys; print(sys.executable)') }
    }
    throw "64-bit Python 3.11, 3.12 or 3.13 is needed (python.org installer, or: winget install Python.Python.3.11). 需要 64 位 Python 3.11–3.13。"
}

# Initialize-Environment requirements.txt: makes .venv with the packages of that lock and this checkout in it.
function Initialize-Environment([string] $Lock) {
    $file = Join-Path $PSScriptRoot $Lock
    $python = Join-Path $Scripts 'python.exe'
    $mark = Join-Path $Root ".venv\.$Lock.installed"
    $stamp = ((Get-FileHash $file).Hash + (Get-FileHash (Join-Path $Root 'pyproject.toml')).Hash)
    if (-not (Test-Path $python)) {
        Say 'making .venv'
        Invoke-Checked (Find-Python) @('-m', 'venv', (Join-Path $Root '.venv'))
    }
    if (-not (Test-Path $mark) -or ((Get-Content $mark -Raw).Trim() -ne $stamp)) {
        Say "installing the packages of $Lock"
        $pip = @('-m', 'pip', 'install', '--quiet', '--disable-pip-version-check')
        # Made on another machine by windows\wheelhouse.sh, where this one has no network.
        $wheels = Join-Path $Root 'wheelhouse'
        if (Test-Path $wheels) { $pip += @('--no-index', '--find-links', $wheels) }
        Invoke-Checked $python ($pip + @('--require-hashes', '--only-binary', ':all:', '-r', $file))
        Invoke-Checked $python ($pip + @('--no-deps', '--no-build-isolation', '--editable', $Root))
        Set-Content -Path $mark -Value $stamp
    }
}
