# SPDX-License-Identifier: Apache-2.0
# One command from a fresh Windows 10/11 with Python to tested code:
#   powershell -ExecutionPolicy Bypass -File packaging\test.ps1 [--long] [--benchmark] [options and paths for pytest]
. (Join-Path $PSScriptRoot 'setup.ps1')
Initialize-Environment 'requirements-dev.txt'
$env:PATH = "$Scripts;$env:PATH"
$arguments = @($args | Where-Object { $_ -ne '--benchmark' })
$failed = @()

function Test-Step([string] $Name, [string] $Program, [string[]] $Arguments) {
    Say $Name
    # What a tool writes to stderr is not a failure; its exit code is.
    $ErrorActionPreference = 'Continue'
    & $Program @Arguments | Out-Host
    if ($LASTEXITCODE -ne 0) { $script:failed += $Name }
}
Test-Step 'ruff format' 'ruff' @('format', '--check', '--quiet', '.')
Test-Step 'ruff check' 'ruff' @('check', '--quiet', '.')
Test-Step 'mypy' 'mypy' @()
Test-Step 'import layers' 'lint-imports' @('--no-logo')
Test-Step 'pytest' 'python' (@('-m', 'pytest', '-q', '-n', '2', '--dist', 'loadfile') + $arguments)
if ($args -contains '--benchmark') {
    $long = @($args | Where-Object { $_ -eq '--long' })
    Test-Step 'benchmarks' 'python' (@('-m', 'pytest', '-q', 'tests/benchmarks', '--benchmark-only') + $long)
}
if ($failed.Count -gt 0) {
    Write-Host "failed: $($failed -join ', ')" -ForegroundColor Red
    exit 1
}
exit 0
