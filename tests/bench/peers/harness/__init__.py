# SPDX-License-Identifier: GPL-2.0-or-later
"""What measures the engines, and writes down what was measured."""
