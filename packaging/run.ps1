# SPDX-License-Identifier: Apache-2.0
# One command from a fresh Windows 10/11 with Python to the running program on a demo station:
#   powershell -ExecutionPolicy Bypass -File packaging\run.ps1 [options of "sscard-desktop --demo"]
. (Join-Path $PSScriptRoot 'setup.ps1')
Initialize-Environment 'requirements.txt'
Say 'opening the window on a demo station'
& (Join-Path $Scripts 'sscard-desktop.exe') --demo @args
exit $LASTEXITCODE
